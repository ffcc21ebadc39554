//! What kind of character stands beside what kind: case inside words, signs between letters, scripts that mix.
//!
//! It holds for every language, and it is what gives away most wrong readings: a capital behind a small letter, a
//! fraction inside a word, Greek and Latin letters side by side.

use std::sync::LazyLock;

use crate::text::script::{Script, script};

/// The kind of a character. Small enough to index a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    Space,
    Digit,
    /// Punctuation and signs of ASCII.
    Ascii,
    /// Marks that running text has: quotation marks, dashes, the no-break space.
    Mark,
    /// The apostrophe, which stands inside words.
    Apostrophe,
    /// Signs that running text has now and then: §, ©, €, °.
    Sign,
    /// Signs that words rarely stand beside: ¬, ¤, box drawing, mathematics.
    OddSign,
    /// Control characters, unassigned and private characters.
    Control,
    /// A character that could not be read.
    Missing,
    /// Tone marks that follow their letter.
    Combining,
    LatinLower,
    LatinUpper,
    CyrillicLower,
    CyrillicUpper,
    GreekLower,
    GreekUpper,
    Hebrew,
    Arabic,
    /// Vowel points of Hebrew and Arabic.
    Point,
    Thai,
    Wide,
    /// Punctuation of East Asian text.
    WideMark,
    /// A letter of any other script.
    Other,
}

const SHAPES: usize = Shape::Other as usize + 1;

impl Shape {
    /// The kind of `c`: one lookup for nearly all.
    pub(crate) fn of(c: char) -> Self {
        static SHAPES: LazyLock<Vec<Shape>> =
            LazyLock::new(|| (0..0x10000).map(|c| char::from_u32(c).map_or(Shape::Control, Shape::find)).collect());
        SHAPES.get(c as usize).copied().unwrap_or_else(|| Self::find(c))
    }

    fn find(c: char) -> Self {
        match c {
            ' ' | '\n' | '\r' | '\t' => Shape::Space,
            '0'..='9' => Shape::Digit,
            'a'..='z' => Shape::LatinLower,
            'A'..='Z' => Shape::LatinUpper,
            '!'..='~' => Shape::Ascii,
            '\0'..='\u{9f}' => Shape::Control,
            '\u{fffd}' => Shape::Missing,
            '\u{300}'..='\u{36f}' => Shape::Combining,
            _ if is_point(c) => Shape::Point,
            'ª' | 'º' => Shape::Sign,
            _ => script(c).map_or_else(|| Self::of_sign(c), |script| Self::of_letter(script, c)),
        }
    }

    fn of_letter(script: Script, c: char) -> Self {
        let upper = c.is_uppercase();
        match script {
            Script::Latin if upper => Shape::LatinUpper,
            Script::Latin => Shape::LatinLower,
            Script::Cyrillic if upper => Shape::CyrillicUpper,
            Script::Cyrillic => Shape::CyrillicLower,
            Script::Greek if upper => Shape::GreekUpper,
            Script::Greek => Shape::GreekLower,
            Script::Hebrew => Shape::Hebrew,
            Script::Arabic => Shape::Arabic,
            Script::Thai => Shape::Thai,
            Script::Han | Script::Kana | Script::Hangul => Shape::Wide,
            Script::Other => Shape::Other,
        }
    }

    fn of_sign(c: char) -> Self {
        match c {
            '’' | '\u{200c}' => Shape::Apostrophe,
            '\u{a0}' | '«' | '»' | '–' | '—' | '‘' | '‚' | '“' | '”' | '„' | '…' | '·' | '־' | '،' | '؛' | '؟' => {
                Shape::Mark
            }
            '¡' | '¿' | '§' | '©' | '®' | '°' | '€' | '£' | '™' | '•' | '№' | '\u{2039}' | '\u{203a}' | '\u{ad}' => {
                Shape::Sign
            }
            '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Shape::Sign,
            '\u{200d}'..='\u{200f}' => Shape::Sign,
            '\u{3000}'..='\u{3002}'
            | '\u{3008}'..='\u{3011}'
            | '・'
            | '～'
            | '！'
            | '（'
            | '）'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？' => Shape::WideMark,
            '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' | '\u{f0000}'..='\u{10ffff}' => Shape::Control,
            '\u{900}'..='\u{dff}' | '\u{e80}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Shape::Other,
            _ if is_sign(c) => Shape::OddSign,
            _ => Shape::Control,
        }
    }

    pub(crate) fn is_letter(self) -> bool {
        self as u8 >= Shape::Combining as u8 && self != Shape::WideMark
    }

    /// The script that letter-pair models are kept for; `None` for wide and unmodelled scripts and for what is no letter.
    pub(crate) fn alphabet(self) -> Option<Script> {
        Some(match self {
            Shape::LatinLower | Shape::LatinUpper | Shape::Combining => Script::Latin,
            Shape::CyrillicLower | Shape::CyrillicUpper => Script::Cyrillic,
            Shape::GreekLower | Shape::GreekUpper => Script::Greek,
            Shape::Hebrew => Script::Hebrew,
            Shape::Arabic => Script::Arabic,
            Shape::Thai => Script::Thai,
            _ => return None,
        })
    }

    fn is_upper(self) -> bool {
        matches!(self, Shape::LatinUpper | Shape::CyrillicUpper | Shape::GreekUpper)
    }

    fn is_lower(self) -> bool {
        matches!(self, Shape::LatinLower | Shape::CyrillicLower | Shape::GreekLower)
    }
}

/// The vowel points of Hebrew and Arabic, and the stroke that lengthens Arabic words.
pub(crate) fn is_point(c: char) -> bool {
    matches!(u32::from(c), 0x591..=0x5bd | 0x5bf..=0x5c7 | 0x640 | 0x64b..=0x65f | 0x670)
}

/// Signs that are assigned: Latin-1, letters of phonetics and mathematics, arrows, box drawing, dingbats, emoji.
fn is_sign(c: char) -> bool {
    matches!(u32::from(c), 0xa1..=0x36f | 0x384..=0x3ff | 0xe3f | 0xe4f..=0xe5b | 0x2010..=0x27bf | 0x2900..=0x2bff | 0x3100..=0x33ff
        | 0x3003..=0x303f | 0xfe30..=0xfe4f | 0xff01..=0xff65 | 0xffe0..=0xffe6 | 0x1f000..=0x1faff)
}

/// Nats for `next` behind `previous`, beside what its letters cost. Chosen so that they are about the frequencies of
/// running text: one word in nine starts with a capital, one character in sixty is a mark outside ASCII.
pub(crate) fn step(previous: Shape, next: Shape) -> f32 {
    static STEPS: LazyLock<[[f32; SHAPES]; SHAPES]> = LazyLock::new(|| {
        let all = ALL.map(|previous| ALL.map(|next| price(previous, next)));
        debug_assert!(ALL.iter().enumerate().all(|(i, &shape)| shape as usize == i));
        all
    });
    STEPS.get(previous as usize).and_then(|row| row.get(next as usize)).copied().unwrap_or(0.0)
}

const ALL: [Shape; SHAPES] = [
    Shape::Space,
    Shape::Digit,
    Shape::Ascii,
    Shape::Mark,
    Shape::Apostrophe,
    Shape::Sign,
    Shape::OddSign,
    Shape::Control,
    Shape::Missing,
    Shape::Combining,
    Shape::LatinLower,
    Shape::LatinUpper,
    Shape::CyrillicLower,
    Shape::CyrillicUpper,
    Shape::GreekLower,
    Shape::GreekUpper,
    Shape::Hebrew,
    Shape::Arabic,
    Shape::Point,
    Shape::Thai,
    Shape::Wide,
    Shape::WideMark,
    Shape::Other,
];

/// What a character that could not be read costs, in nats: more than any character of a known language, less than two.
pub(crate) const MISSING: f32 = 15.0;

/// Nats for a mark on each side where a letter is: one side is usual, two are not.
const INSIDE_WORD: f32 = 1.8;

fn price(previous: Shape, next: Shape) -> f32 {
    let beside_letter = |calm: f32| if previous.is_letter() { calm + 2.0 } else { calm };
    match next {
        Shape::Space => 0.3,
        Shape::Ascii => 2.0,
        Shape::Digit if previous == Shape::Digit => 1.5,
        Shape::Digit => 3.0,
        Shape::Mark if previous.is_letter() => 3.2 + INSIDE_WORD,
        Shape::Mark => 3.2,
        Shape::Apostrophe if previous.is_letter() => 4.2,
        Shape::Apostrophe => 5.2,
        Shape::Sign => beside_letter(6.0),
        Shape::OddSign => beside_letter(8.5),
        Shape::Control => 13.0,
        Shape::Missing => MISSING,
        Shape::WideMark => 3.4,
        Shape::Combining if previous.is_letter() => 0.2,
        Shape::Combining => 9.0,
        Shape::Point if matches!(previous, Shape::Hebrew | Shape::Arabic | Shape::Point) => 4.0,
        Shape::Point => 12.0,
        Shape::Wide | Shape::Other => 0.2 + mixing(previous, next),
        _ => case(previous, next) + mixing(previous, next) + behind_a_sign(previous),
    }
}

fn case(previous: Shape, next: Shape) -> f32 {
    if next.is_upper() {
        return match previous {
            _ if previous.is_lower() => 6.5,
            _ if previous.is_upper() => 1.4,
            Shape::Combining => 6.5,
            _ => 2.2,
        };
    }
    if previous.is_letter() { 0.05 } else { 0.15 }
}

/// Letters of two scripts side by side are rare, but Latin letters stand beside wide ones without a space.
fn mixing(previous: Shape, next: Shape) -> f32 {
    let script = |shape: Shape| shape.alphabet();
    let plain = matches!(previous, Shape::Combining | Shape::Point) || !previous.is_letter();
    if plain || script(previous) == script(next) {
        return 0.0;
    }
    let wide = previous == Shape::Wide || next == Shape::Wide;
    let latin = script(previous) == Some(Script::Latin) || script(next) == Some(Script::Latin);
    if wide && latin { 3.5 } else { 7.5 }
}

fn behind_a_sign(previous: Shape) -> f32 {
    match previous {
        Shape::OddSign | Shape::Digit => 1.5,
        Shape::Mark => INSIDE_WORD,
        _ => 0.0,
    }
}
