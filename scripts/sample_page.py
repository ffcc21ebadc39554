#!/usr/bin/env python3
"""Makes examples/pages/harbour.txt: a page written for this crate, damaged the way crawled pages are.

    python3 scripts/sample_page.py > examples/pages/harbour.txt

The article below is clean. Each function does one kind of damage by its real mechanism, so that what is in the page is
what a crawl would hold; the order of the calls is the order in which a page suffers. Standard library only.
"""
import sys

ARTICLE = """
海島郵差的第四十年

The Postman's Fortieth Year

清晨五點，碼頭上的燈還亮著。陳阿福把三隻郵袋搬上小船，數了兩遍，然後解開纜繩。

「今天有霧，」他對岸上的人說，「午前要是沒回來，就替我把燈留著。」

01

這條航線他走了四十年。從前島上有兩百多戶人家，每逢年節，包裹堆得像小山；如今只剩十七戶，他嘴上說不急。可船快到岸的時候，他總要拉長一聲汽笛。當地人說，聽見馬達聲就知道幾點了。

年輕人問他為什麼不退休。他想了想，說船比他還老，要退也得船先退。

In a good month he carries ninety letters. In a bad one, when the fog sits on the water for a week, he carries none, and rows out all the same to tell people that nothing has come.

02

島上的小學去年關了門，黑板上還留著最後一課的算式。老師離開的那天，把鑰匙交給了他，說您天天來，替我們看看漏不漏雨。於是他的路線上多了一站：一間沒有學生的教室。

他在那裡放了一個書架。誰搬走了，帶不動的書就留給他。四十年下來，架上有一千多本，按照主人的門牌排著。有人笑說這是全縣最難到的圖書館，他聽了很當真，做了一張借書證，編號是零零一。

"Nobody has ever asked for a card," he says, "but the ferry office sent me a stamp, so now it is official."

去年冬天，一位住在城裡的老先生寫信來，想借一本他父親留下的航海日記。陳阿福找了三個晚上，終於在門牌二十二號那一格裡找到了。他把日記包了三層油紙，附上一張字條：看完請還，不急。

03

三個月後日記寄了回來，裡面夾著一張照片，背面寫著一句話：謝謝您替他守著這盞燈。

他把照片釘在書架旁邊，拍了拍手上的灰，又去數郵袋了。
"""

HEAD = """首頁 > 地方 > 正文
字號：大 中 小
"""

BETWEEN = """2.3k
分享到微博
&bull; 相關閱讀：跨海大橋下月試通車
&bull; 相關閱讀：秋刀魚價格三年來最低
列印本頁
"""

FOOT = """上一篇：沒有了
© 2024 海風日報 版權所有
"""

READINGS = {"數": "shù", "後": "hòu", "這": "zhè", "間": "jiān"}


def glossed(text):
    """A script converter that writes its doubtful characters with their reading, after every such character."""
    return "".join(c + (f"({READINGS[c]})" if c in READINGS else "") for c in text)


def gloss_inside(text):
    """The same converter at work on GBK bytes: it finds 數 (94 B5) in the middle of 當地 (AE 94 B5 D8)."""
    spot = "當地人說，"
    damaged = spot.encode("gbk").replace("數".encode("gbk"), b"\x94\xb5(sh\xa8\xb4)", 1)
    return text.replace(spot, damaged.decode("gbk", errors="replace").replace("\ufffd", "?"))


def one_byte_off(text):
    """GBK text cut at a ？ (A3 BF) found across the border of 。 (A1 A3) and 可 (BF C9): each part decoded apart."""
    spot = "。可船快到岸的時候"
    before, after = spot.encode("gbk").split("？".encode("gbk"), 1)
    decode = lambda part: part.decode("gbk", errors="replace").replace("\ufffd", "?")
    return text.replace(spot, decode(before) + "？" + decode(after))


def markup_left(text):
    """An extractor that missed half a tag, and text that was escaped once too often."""
    text = text.replace("就替我把燈留著。」", "就替我把燈留著。」</p>")
    return text.replace('"Nobody', "&amp;quot;Nobody").replace("official.\"", "official.&amp;quot;")


def blanks(text):
    """No-break spaces for spaces, a zero-width space at each line's end, a soft hyphen."""
    text = text.replace("In a good month", "In\u00a0a\u00a0good\u00a0month").replace("tell people", "tell peo\u00adple")
    return text.replace("。\n", "。\u200b\n")


def rewrapped(text, width=44):
    """The print view: every paragraph broken into lines of so many characters."""
    wrap = lambda line: "\n".join(line[i : i + width] for i in range(0, len(line), width)) if is_han(line) else line
    return "\n".join(wrap(line) for line in text.split("\n"))


def is_han(line):
    return any("\u4e00" <= c <= "\u9fff" for c in line)


def main():
    article = one_byte_off(gloss_inside(ARTICLE))
    page_view = blanks(markup_left(glossed(article)))
    print_view = rewrapped(blanks(glossed(article)).replace("，", ","))
    page = HEAD + page_view + BETWEEN + print_view + FOOT
    sys.stdout.buffer.write(page.replace("\n", "\r\n").encode())


main()
