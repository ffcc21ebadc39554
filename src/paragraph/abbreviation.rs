//! The words whose full stop does not end a sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that are written with a full stop and do not end a sentence, as they are written: `Dr`, `z.B`, `рис`.
///
/// One of several parts is listed without blanks, and known with blanks as well: `z. B.` by `z.B`.
///
/// Abbreviations that do stand at the end of sentences (`etc.`, `usw.`, `Inc.`) are left out on purpose: before a small
/// letter no sentence starts anyway, and before a capital one mostly does.
///
/// ```
/// use textmend::Abbreviations;
///
/// let abbreviations = Abbreviations::common().clone().with(["Abb", "ebd"]);
/// assert_eq!(abbreviations, abbreviations.clone());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abbreviations {
    words: HashSet<Box<str>>,
    /// Words that are abbreviations before a number, and may end a sentence before anything else: `No. 5`.
    before_numbers: HashSet<Box<str>>,
    /// What a number with a full stop before it makes an ordinal: `3. Mai`.
    ordinals: HashSet<Box<str>>,
    /// What starts a sentence even behind `U.S.`
    starters: HashSet<Box<str>>,
}

impl Abbreviations {
    /// These words and no others, each without its last full stop.
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        Self { words: words.into_iter().map(Box::from).collect(), ..Self::default() }
    }

    /// These words too.
    #[must_use]
    pub fn with<'w>(mut self, words: impl IntoIterator<Item = &'w str>) -> Self {
        self.words.extend(words.into_iter().map(Box::from));
        self
    }

    /// The common ones of English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Turkish, Greek,
    /// Russian, Swedish, Danish and Hindi, all together: few of them are words of another of these languages.
    pub fn common() -> &'static Self {
        static COMMON: LazyLock<Abbreviations> = LazyLock::new(|| {
            let set = |words: &'static str| words.split_whitespace().map(Box::from).collect();
            let words = || LANGUAGES.iter().flat_map(|(_, words)| words.split_whitespace());
            Abbreviations {
                before_numbers: words().filter_map(|word| word.strip_suffix('#')).map(Box::from).collect(),
                ordinals: set(ORDINALS),
                starters: set(STARTERS),
                ..Abbreviations::new(words().filter(|word| !word.ends_with('#')))
            }
        });
        &COMMON
    }

    /// Whether `word` with a full stop behind it and `next` after that ends no sentence.
    pub(super) fn has(&self, word: &str, next: &str) -> bool {
        self.is_listed(word, next) || small(word).is_some_and(|word| self.is_listed(&word, next))
    }

    fn is_listed(&self, word: &str, next: &str) -> bool {
        self.words.contains(word) || next.starts_with(char::is_numeric) && self.before_numbers.contains(word)
    }

    pub(super) fn follows_ordinal(&self, word: &str) -> bool {
        self.ordinals.contains(word)
    }

    pub(super) fn starts_sentences(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}

/// A word with a capital at the start of a sentence, as it is written inside one.
fn small(word: &str) -> Option<String> {
    let first = word.chars().next().filter(|first| first.is_uppercase())?;
    let rest = word.get(first.len_utf8()..)?;
    (!rest.is_empty()).then(|| first.to_lowercase().chain(rest.chars()).collect())
}

/// By language (BCP 47): titles, references, measures. A word with `#` behind it is one before a number only, for it
/// also ends sentences as a word of its own.
const LANGUAGES: &[(&str, &str)] = &[
    (
        "en",
        "Mr Mrs Ms Messrs Dr Prof Rev Fr Hon St Gen Col Maj Capt Lt Sgt Gov Sen Rep Pres Mt Ft No# Nos# no# Vol# vol# vols# pp# \
         p# Fig# fig# Figs# Sec# sec# Ch# ch# Eq# eq# Art# approx ca cf vs viz i.e e.g Jan# Feb# Mar# Apr# Aug# Sept# Sep# Oct# \
         Nov# Dec#",
    ),
    (
        "de",
        "Hr Fr Frl Dr Prof Dipl Ing Nr# Bd# Bde# Abs# Abb# Tab# Kap# Art# Anm# Aufl Hrsg Std# Str# St z.B z.T d.h u.a u.U i.d.R \
         i.A i.e.S a.a.O m.E s.o s.u u.v.a v.a z.Hd z.Zt v.Chr n.Chr vgl bzw evtl ggf inkl sog o.g S# bspw geb gest Jan# Aug# Sept# Okt# Nov# Dez#",
    ),
    (
        "fr",
        "M MM Mme Mmes Mlle Mlles Dr Pr Me Mgr St Ste av boul fig# chap# vol# éd p# pp# cf env p.ex c.-à-d apr J.-C art# n°#",
    ),
    (
        "es",
        "Sr Sra Srta Sres Dr Dra Dña D Lic Ing Prof Profa Ud Uds Vd Av Avda C núm# Núm# pág# págs# cap# fig# vol# art# p.ej \
         aprox tel# Gral EE",
    ),
    ("it", "Sig Sigg Dott Prof Avv Ing Arch pag# pagg# cap# fig# vol# art# n# p.es sec# a.C# d.C#"),
    ("pt", "Sr Sra Srs Dr Dra Prof Profa Eng pág# págs# cap# fig# vol# art# n.º# p.ex Av Exmo"),
    ("nl", "dhr mevr mw dr prof drs ir ing nr# blz# bijv d.w.z m.a.w m.b.t o.a t.a.v t.o.v z.g art# afb#"),
    ("pl", "dr prof mgr inż hab ks św ul pl nr# str# tzn tj np m.in ok godz# min# woj gen płk rys# tab# wg ur zm al#"),
    ("cs", "dr prof Ing Mgr Bc JUDr MUDr sv ul č# čís# str# např t.j tj tzv mj obr# tab# nar"),
    ("tr", "Dr Prof Doç Av Sn Sok# Cad# Mah No# s# ss# bkz Bkz M.Ö M.S Yrd Ord çev haz"),
    ("el", "κ κα κ.κ δρ καθ αρ# σελ# κεφ# εικ# βλ π.χ δηλ τηλ# οδ αγ Αγ"),
    (
        "ru",
        "г.# ул пр пл д# кв# стр# с# рис# табл# гл# см ср напр им акад проф доц тов т.е т.к т.н т.о и.о млн млрд тыс св обл# оз",
    ),
    ("sv", "t.ex bl.a d.v.s s.k fr.o.m t.o.m"),
    ("da", "f.eks bl.a d.v.s"),
    ("hi", "डॉ प्रो श्री कु सं#"),
];

/// Months and the like in the languages that write ordinals with a full stop.
const ORDINALS: &str = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jänner Jahrhundert \
    Jahrhunderts Kapitel Auflage Klasse Platz Stock Tag Woche Jahr Mal Etage Ocak Şubat Mart Nisan Mayıs Haziran Temmuz \
    Ağustos Eylül Ekim Kasım Aralık Yüzyıl Dünya Bölüm Kat";

/// Capitalised words that start sentences and no names.
const STARTERS: &str = "The A An It He She They We You I This That These Those There In On At But And Or If When While After Before \
    As For So Then Now What Who Why How His Her Its Their Our My Your Der Die Das Ein Eine Er Sie Es Wir Ich Und Aber Le La \
    Les Il Elle Ils El Los Las Un Una Он Она Они Мы Вы Это Но";
