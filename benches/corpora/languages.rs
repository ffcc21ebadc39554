//! The languages of the corpora: words, and what stands between them.

/// Words of one language, separated by blanks, and its marks.
pub(crate) struct Language {
    pub(super) words: &'static str,
    pub(super) marks: Marks,
}

/// What stands in front of words, between them, between clauses, and at the end.
pub(super) struct Marks {
    pub(super) particles: &'static [&'static str],
    pub(super) space: &'static str,
    pub(super) comma: &'static str,
    pub(super) stop: &'static str,
}

const ENGLISH_PARTICLES: [&str; 16] = [
    "", "", "", "the ", "the ", "a ", "of ", "to ", "in ", "by ", "with ", "from ", "each ", "every ", "some ", "her ",
];

const CHINESE_PARTICLES: [&str; 16] =
    ["", "", "", "的", "的", "了", "在", "把", "被", "和", "就", "也", "又", "还", "都", "不"];

const JAPANESE_PARTICLES: [&str; 16] =
    ["", "", "の", "の", "は", "は", "が", "を", "を", "に", "に", "で", "と", "も", "から", "まで"];

const FRENCH_PARTICLES: [&str; 8] = ["", "", "le ", "la ", "une ", "de ", "à ", "très "];
const GERMAN_PARTICLES: [&str; 8] = ["", "", "der ", "die ", "das ", "für ", "über ", "zwölf "];
const POLISH_PARTICLES: [&str; 8] = ["", "", "w ", "na ", "się ", "też ", "już ", "od "];
const RUSSIAN_PARTICLES: [&str; 8] = ["", "", "и ", "в ", "на ", "не ", "что ", "за "];
const GREEK_PARTICLES: [&str; 8] = ["", "", "ο ", "η ", "το ", "και ", "με ", "από "];

const LATIN: Marks = Marks { particles: &[""], space: " ", comma: ", ", stop: "." };
const HAN: Marks = Marks { particles: &CHINESE_PARTICLES, space: "", comma: "，", stop: "。" };

pub(super) const ENGLISH: Language = Language {
    words: "ferry pier lamp letter strait keeper boat evening brother net chapel tide table kitchen door children \
        island rope bread winter harbour stone bell gull cellar ladder market paint anchor window storm road hill counts \
        mends rows reads sells hangs waits leaves brings carries watches forgets remembers finds keeps opens closes slowly \
        twice never often behind below across before after quiet old narrow bright heavy empty blue northern small",
    marks: Marks { particles: &ENGLISH_PARTICLES, ..LATIN },
};

pub(super) const CHINESE: Language = Language {
    words: "渡船 码头 灯光 书信 海峡 守灯人 小船 傍晚 哥哥 渔网 教堂 潮汐 桌子 厨房 门口 孩子 海岛 绳子 面包 冬天 港湾 石头 钟声 \
        海鸥 地窖 梯子 集市 油漆 船锚 窗户 风暴 道路 山坡 计算 修补 划船 阅读 出售 悬挂 等待 离开 带来 搬运 看守 忘记 记得 找到 \
        留下 打开 关上 慢慢 两遍 从不 常常 后面 下面 对岸 之前 以后 安静 古老 狭窄 明亮 沉重 空荡 蓝色 北方 细小 我们 他们 这里 那里",
    marks: HAN,
};

/// Twelve languages in nine scripts.
pub(super) const ALPHABETS: [Language; 12] = [
    Language {
        words: "bateau île forêt fenêtre été hiver pêcheur lumière rivière mère frère école théâtre château garçon leçon \
            crème marché côté vallée soirée santé vérité première dernière légère ancienne étroite bleue lourde arrivé resté \
            oublié réparé préféré appelé bientôt là-bas déjà après derrière",
        marks: Marks { particles: &FRENCH_PARTICLES, ..LATIN },
    },
    Language {
        words: "Fähre Brücke Küste Möwe Häuser Bäcker Straße Gruß Schlüssel Tür Küche Wärme Kälte Frühling Gespräch Märchen \
            Söhne Töchter Fluss Abend Brot Glocke Keller Leiter Markt Fenster Sturm Hügel zählt schließt öffnet hört trägt \
            fährt kömmt müde schön grün größer süß früh später",
        marks: Marks { particles: &GERMAN_PARTICLES, ..LATIN },
    },
    Language {
        words: "łódź rzeka księżyc światło żeglarz książka dzień noc wieś miasto ścieżka góra wyspa mąż żona córka chłopiec \
            dziewczyna źródło drzewo ogień chleb śnieg jesień wieczór okno próg piwnica święto żółty zielony ciężki wąski \
            późno często zawsze nigdy wrócił usłyszał odnalazł położył został",
        marks: Marks { particles: &POLISH_PARTICLES, ..LATIN },
    },
    Language {
        words: "паром пристань фонарь письмо пролив смотритель лодка вечер брат сеть часовня прилив стол кухня дверь дети \
            остров верёвка хлеб зима гавань камень колокол чайка погреб лестница рынок краска якорь окно буря дорога холм \
            считает чинит читает ждёт уходит приносит помнит находит медленно никогда часто",
        marks: Marks { particles: &RUSSIAN_PARTICLES, ..LATIN },
    },
    Language {
        words: "βάρκα λιμάνι φανάρι γράμμα θάλασσα ψαράς νησί βράδυ αδελφός δίχτυ εκκλησία τραπέζι κουζίνα πόρτα παιδιά σχοινί \
            ψωμί χειμώνας πέτρα καμπάνα γλάρος υπόγειο σκάλα αγορά άγκυρα παράθυρο καταιγίδα δρόμος λόφος μετράει διαβάζει \
            περιμένει φεύγει φέρνει θυμάται βρίσκει ανοίγει κλείνει αργά ποτέ συχνά",
        marks: Marks { particles: &GREEK_PARTICLES, ..LATIN },
    },
    Language {
        words: "سفينة ميناء مصباح رسالة مضيق حارس قارب مساء شقيق شبكة معبد مائدة مطبخ باب أطفال جزيرة حبل خبز شتاء حجر جرس نورس \
            سلم سوق طلاء مرساة نافذة عاصفة طريق هضبة يحسب يصلح يقرأ ينتظر يغادر يجلب يحمل يتذكر يجد يفتح يغلق ببطء أبدا غالبا \
            خلف تحت قبل بعد هادئ قديم ضيق ثقيل أزرق",
        marks: Marks { comma: "، ", ..LATIN },
    },
    Language {
        words: "סירה נמל פנס מכתב מיצר שומר ערב אח רשת כנסייה גאות שולחן מטבח דלת ילדים אי חבל לחם חורף אבן פעמון שחף מרתף סולם שוק \
            צבע עוגן חלון סערה דרך גבעה סופר מתקן קורא מחכה עוזב מביא נושא שוכח זוכר מוצא פותח סוגר לאט לעולם תמיד מאחורי מתחת \
            לפני אחרי שקט ישן צר כבד כחול",
        marks: LATIN,
    },
    Language {
        words: "नाव घाट दीपक चिट्ठी समुद्र पहरेदार शाम भाई जाल मंदिर ज्वार मेज रसोई दरवाजा बच्चे द्वीप रस्सी रोटी सर्दी पत्थर घंटी पक्षी तहखाना \
            सीढ़ी बाजार रंग लंगर खिड़की तूफान रास्ता पहाड़ी गिनता सुधारता पढ़ता बेचता ठहरता जाता लाता भूलता पाता खोलता धीरे कभी अक्सर पीछे \
            नीचे पहले बाद शांत पुराना संकरा भारी नीला",
        marks: Marks {
            particles: &["", "", "", "और ", "में ", "से ", "का ", "पर "], comma: ", ", stop: "।", ..LATIN
        },
    },
    Language {
        words: "เรือ ท่าเรือ ตะเกียง จดหมาย ช่องแคบ คนเฝ้า เย็น พี่ชาย แห โบสถ์ น้ำขึ้น โต๊ะ ครัว ประตู เด็ก เกาะ เชือก ขนมปัง ฤดูหนาว \
            ก้อนหิน ระฆัง นก ห้องใต้ดิน บันได ตลาด สี สมอ หน้าต่าง พายุ ถนน เนินเขา นับ ซ่อม อ่าน ขาย รอ จากไป นำมา ลืม จำได้ พบ \
            เปิด ปิด ช้า ไม่เคย บ่อย ข้างหลัง ก่อน เงียบ เก่า แคบ หนัก",
        marks: Marks { space: "", comma: " ", stop: "", ..LATIN },
    },
    Language {
        words: "나룻배 부두 등불 편지 해협 등대지기 저녁 형제 그물 예배당 밀물 식탁 부엌 문간 아이들 섬마을 밧줄 빵집 겨울 항구 돌담 \
            종소리 갈매기 지하실 사다리 시장 물감 닻줄 창문 폭풍 길가 언덕 세어 고치며 읽는 기다린 떠나는 가져온 나르는 잊었던 \
            기억한 찾아낸 열었다 닫았다 천천히 결코 자주 뒤에서 아래로 먼저 나중에 조용한 오래된 좁은 무거운 푸른",
        marks: LATIN,
    },
    Language {
        words: "渡し船 桟橋 灯り 手紙 海峡 灯台守 小舟 夕方 兄 網 礼拝堂 潮 机 台所 戸口 子ども 島 縄 パン 冬 港 石 鐘 カモメ 地下室 はしご \
            市場 ペンキ いかり 窓 嵐 道 丘 数える 直した 読んで 待って 去った 運んだ 忘れた 思い出す 見つけた 開けた 閉めて ゆっくり \
            決して しばしば 静かな 古い 狭い 明るい 重たい 青い 北の 小さな",
        marks: Marks { particles: &JAPANESE_PARTICLES, comma: "、", ..HAN },
    },
    Language {
        words: "thuyền bến đèn thư biển người gác chiều tối anh em lưới nhà thờ thủy triều bàn ghế bếp cửa trẻ con hòn đảo dây \
            bánh mì mùa đông cảng đá chuông chim hầm thang chợ sơn mỏ neo sổ cơn bão đường đồi đếm sửa đọc bán chờ đợi rời \
            mang đến quên nhớ tìm thấy mở đóng chậm rãi chẳng bao giờ thường xuyên phía sau trước yên lặng cũ hẹp nặng xanh",
        marks: LATIN,
    },
];
