//! Which charsets UTF-8 may have been read as: those in which some characters of a text are the bytes of one of UTF-8.
//!
//! All charsets go through an automaton of UTF-8 together, one bit each, so that a walk over the text tells which few of
//! them are worth the search for islands.

use std::sync::LazyLock;

use super::charset::Charset;
use super::double_byte;
use super::one_byte::{self, OneByte, Set};
use crate::text::counter::Counter;
use crate::text::script::Script;
use crate::text::shape::Shape;

/// The charsets in which a text holds at least one character of UTF-8.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Screen {
    one_byte: Set,
    double_byte: Set,
}

/// Bytes outside ASCII that are not UTF-8 by chance, where a one-byte charset has them and where a double-byte one has. At 8
/// of the first, five of 16,377 damaged texts lose their reading; at 16 of the second, one.
const TELLING: u32 = 16;
const TELLING_DOUBLE_BYTE: u32 = 48;

/// Of so many characters one may be part of none: some byte was lost, or a segment was cut inside a character.
const STRAY_SHARE: u32 = 12;

/// And at most so many in a segment of any length: what can be counted.
const MOST_STRAYS: u32 = 30;

impl Screen {
    /// The charsets in which a text is UTF-8 nearly throughout, if there are any: no chance does that, so that it need not be
    /// looked at as anything else.
    pub(super) fn of_whole(text: &str) -> Option<Self> {
        let one_byte =
            nearly_whole(text.chars().map(|c| (roles(c), !c.is_ascii())), (1 << one_byte::COUNT) - 1, TELLING);
        let whole = |charset| nearly_whole(double_byte_roles(charset, text), 1, TELLING_DOUBLE_BYTE);
        let charsets = double_byte_readers(text).iter().enumerate();
        let double_byte = charsets.fold(0, |set, (place, charset)| set | whole(charset) << place);
        (one_byte | double_byte != 0).then_some(Self { one_byte, double_byte })
    }

    pub(super) fn of(text: &str) -> Self {
        let mut steps = Automaton::default();
        let one_byte = text.chars().fold(0, |done, c| done | steps.start(roles(c)));
        let holds = |&(_, charset): &(usize, &double_byte::DoubleByte)| holds_utf8(charset, text);
        let charsets = double_byte_readers(text).iter().enumerate();
        let double_byte = charsets.filter(holds).fold(0, |set, (place, _)| set | 1 << place);
        Self { one_byte, double_byte }
    }

    /// Whether it is one of them.
    pub(super) fn admits(self, charset: Charset) -> bool {
        match charset {
            Charset::Utf8 => true,
            Charset::OneByte(place) => self.one_byte & 1 << place != 0,
            Charset::DoubleByte(place) => self.double_byte & 1 << place != 0,
        }
    }
}

/// The double-byte charsets that a text may have been wrongly read as: none where it has neither wide characters nor the
/// other letters and the signs that those hold.
fn double_byte_readers(text: &str) -> &'static [double_byte::DoubleByte] {
    let held = |c| {
        let shape = Shape::of(c);
        matches!(shape, Shape::Wide | Shape::OddSign)
            || matches!(shape.alphabet(), Some(Script::Greek | Script::Cyrillic))
    };
    if text.contains(held) { double_byte::all() } else { &[] }
}

/// In which charsets a character is which kind of byte of UTF-8.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Roles {
    /// The first byte of two, of three, of four.
    leads: [Set; 3],
    /// A byte behind the first.
    continues: Set,
    /// Any byte.
    holds: Set,
}

impl Roles {
    const NONE: Self = Self { leads: [0; 3], continues: 0, holds: 0 };

    fn add(&mut self, byte: u8, charsets: Set) {
        self.holds |= charsets;
        let [two, three, four] = &mut self.leads;
        match byte {
            0x80..=0xbf => self.continues |= charsets,
            0xc2..=0xdf => *two |= charsets,
            0xe0..=0xef => *three |= charsets,
            0xf0..=0xf4 => *four |= charsets,
            _ => {}
        }
    }
}

/// How many bytes are still to come, a set of charsets each: one, two, three.
#[derive(Clone, Copy, Debug, Default)]
struct Automaton {
    one: Set,
    two: Set,
    three: Set,
}

impl Automaton {
    /// Goes on by a byte that a character may start with; the charsets in which one ends with it.
    fn start(&mut self, Roles { leads: [two, three, four], continues, .. }: Roles) -> Set {
        let done = self.follow(continues);
        self.one |= two;
        self.two |= three;
        self.three |= four;
        done
    }

    /// The charsets in which the next byte is part of no character, or ends one too early; `expected` are those in which one
    /// has to start where none is open.
    fn strays(&self, Roles { leads: [two, three, four], continues, .. }: Roles, expected: Set) -> Set {
        let open = self.open();
        open & !continues | expected & !open & !(two | three | four)
    }

    /// The charsets in which a character is open.
    fn open(&self) -> Set {
        self.one | self.two | self.three
    }

    /// Goes on by a byte that is the second of a character's.
    fn follow(&mut self, continues: Set) -> Set {
        let done = self.one & continues;
        *self = Self { one: self.two & continues, two: self.three & continues, three: 0 };
        done
    }
}

/// Of the charsets in `among`, those in which a text, given as what each of its bytes is in them and whether it is no ASCII in
/// any, is UTF-8 but for a few strays; none where it is less than `least` bytes.
fn nearly_whole(bytes: impl Iterator<Item = (Roles, bool)>, among: Set, least: u32) -> Set {
    let mut steps = Automaton::default();
    let (mut strays, mut others) = (Counter::default(), 0);
    for (roles, is_other) in bytes {
        let expected = if is_other { Set::MAX } else { 0 };
        strays.add(steps.strays(roles, expected));
        steps.start(roles);
        others += u32::from(is_other);
        if others % TELLING == 0 && among & !strays.exceeds_number(MOST_STRAYS) == 0 {
            return 0;
        }
    }
    if others < least { 0 } else { among & !strays.exceeds_number((others / STRAY_SHARE).min(MOST_STRAYS)) }
}

/// How many characters of a text outside ASCII each charset holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Holding {
    one_byte: [u16; one_byte::COUNT],
    double_byte: [u16; double_byte::COUNT],
}

impl Holding {
    pub(super) fn of(text: &str) -> Self {
        let mut holding = Self::default();
        let double_byte = double_byte_readers(text);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            let set = roles(c).holds;
            holding.one_byte.iter_mut().enumerate().for_each(|(place, count)| *count += (set >> place & 1) as u16);
            let charsets = double_byte.iter().zip(&mut holding.double_byte);
            charsets.for_each(|(charset, count)| *count += u16::from(charset.bytes(c).is_some()));
        }
        holding
    }

    pub(super) fn count(&self, charset: Charset) -> usize {
        let count = match charset {
            Charset::Utf8 => None,
            Charset::OneByte(place) => self.one_byte.get(usize::from(place)),
            Charset::DoubleByte(place) => self.double_byte.get(usize::from(place)),
        };
        count.map_or(0, |&count| usize::from(count))
    }
}

/// Characters outside ASCII that are looked at together: where half a line is damaged, some window is.
const WINDOW: usize = 24;

/// Whether a text looks like UTF-8 read as a one-byte charset: more characters of UTF-8 than letters that are part of none
/// within some window, or one that has a sign inside. Letters of clean text are UTF-8 by chance, in Thai and in Ukrainian above
/// all; letters followed by a sign are so seldom.
pub(super) fn is_suspect(text: &str) -> bool {
    let mut window = Window::default();
    text.chars().any(|c| {
        window.step(c);
        window.characters == WINDOW && std::mem::take(&mut window).is_suspect()
    }) || window.is_suspect()
}

/// What was seen in a window, charset by charset.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    steps: Automaton,
    /// Whether the open character has a sign in it, and whether a whole one had.
    signed: Set,
    telling: Set,
    whole: Counter,
    others: Counter,
    characters: usize,
}

impl Window {
    fn step(&mut self, c: char) {
        let roles = roles(c);
        let open = self.steps.open();
        let followed = open & roles.continues;
        let done = self.steps.start(roles);
        self.signed = followed & if is_telling(c) { Set::MAX } else { self.signed };
        self.telling |= done & self.signed;
        self.whole.add(done);
        self.others.add(open & !roles.continues);
        let [two, three, four] = roles.leads;
        self.others.add(roles.holds & !(followed | two | three | four));
        self.characters += usize::from(!c.is_ascii());
    }

    fn is_suspect(self) -> bool {
        self.telling | self.whole.exceeds(self.others) != 0
    }
}

/// Whether a character inside one of UTF-8 tells of damage: a sign. Spaces that do not break stand beside
/// letters, and so do the marks of Arabic, of which every comma behind an `ة` is a character in windows-1256.
fn is_telling(c: char) -> bool {
    !c.is_ascii() && !matches!(c, '\u{a0}' | '،' | '؛' | '؟') && !Shape::of(c).is_letter()
}

/// Whether a text holds UTF-8 as this charset has its bytes.
fn holds_utf8(charset: &double_byte::DoubleByte, text: &str) -> bool {
    let mut steps = Automaton::default();
    text.chars().any(|c| steps.ends(charset.bytes(c)))
}

impl Automaton {
    /// Goes on by the bytes of a double-byte charset; whether a character ends with one of them.
    fn ends(&mut self, bytes: Option<(u8, Option<u8>)>) -> bool {
        let (first, second) = bytes.unwrap_or_default();
        let (mut lead, mut trail) = (Roles::NONE, Roles::NONE);
        lead.add(first, 1);
        let done = self.start(lead);
        let Some(second) = second else { return done != 0 };
        trail.add(second, 1);
        done | self.follow(trail.continues) != 0
    }
}

/// What each byte of a text is in a double-byte charset, and whether it is no ASCII; a character that it does not hold is one
/// stray.
fn double_byte_roles(charset: &double_byte::DoubleByte, text: &str) -> impl Iterator<Item = (Roles, bool)> {
    let roles = |byte: u8| {
        let mut roles = Roles::NONE;
        roles.add(byte, 1);
        (roles, !byte.is_ascii())
    };
    text.chars()
        .flat_map(move |c| match charset.bytes(c) {
            Some((lead, trail)) => [Some(roles(lead)), trail.map(roles)],
            None => [Some((Roles::NONE, true)), None],
        })
        .flatten()
}

/// Bytes in which UTF-8 that was read as a double-byte charset ends a character at least once, where some of it is lost or
/// some of the text was never damaged; whole, it does in two or three.
const BYTES_A_CHARACTER: usize = 8;

/// Whether so much of a text is UTF-8 as one of the double-byte charsets has its bytes that it may have been read as it.
pub(super) fn is_suspect_double_byte(text: &str) -> bool {
    double_byte::all().iter().any(|charset| {
        let mut steps = Automaton::default();
        let (mut bytes, mut ended) = (0, 0);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            let pair = charset.bytes(c);
            bytes += pair.map_or(0, |(_, trail)| 1 + usize::from(trail.is_some()));
            ended += usize::from(steps.ends(pair));
        }
        ended > 0 && ended * BYTES_A_CHARACTER >= bytes
    })
}

/// Whether any one-byte charset holds a character.
pub(super) fn is_held(c: char) -> bool {
    roles(c).holds != 0
}

/// What a character is in each of the one-byte charsets.
fn roles(c: char) -> Roles {
    static ROLES: LazyLock<RoleTable> = LazyLock::new(RoleTable::new);
    ROLES.of(c)
}

/// The roles of all characters, found by the block and the place in it.
struct RoleTable {
    /// Where in `rows` the blocks of the plane start; all that no charset holds is the first.
    blocks: Vec<u16>,
    rows: Vec<Roles>,
}

/// Code points of a block.
const BLOCK: usize = 64;

impl RoleTable {
    fn new() -> Self {
        let mut table = Self { blocks: vec![0; 0x1_0000 / BLOCK], rows: vec![Roles::NONE; BLOCK] };
        for (place, charset) in one_byte::all().iter().enumerate() {
            for byte in 0x80..=0xff_u8 {
                table.add(charset, byte, 1 << place);
            }
        }
        table
    }

    fn add(&mut self, charset: &OneByte, byte: u8, set: Set) {
        // Decoders that never fail give an undefined byte its own number.
        let c = charset.character(byte).unwrap_or(char::from(byte)) as usize;
        let next = self.rows.len();
        let Some(start) = self.blocks.get_mut(c / BLOCK) else { return };
        if *start == 0 {
            *start = next as u16;
            self.rows.resize(next + BLOCK, Roles::NONE);
        }
        let row = usize::from(*start) + c % BLOCK;
        self.rows.iter_mut().skip(row).take(1).for_each(|roles| roles.add(byte, set));
    }

    fn of(&self, c: char) -> Roles {
        let block = self.blocks.get(c as usize / BLOCK).copied().unwrap_or_default();
        self.rows.get(usize::from(block) + c as usize % BLOCK).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Charset, Screen, is_suspect};

    fn whole(text: &str) -> Option<bool> {
        Screen::of_whole(text).map(|screen| screen.admits(Charset::WINDOWS_1252))
    }

    #[test]
    fn utf_8_throughout_is_told_from_text_that_has_some() {
        let misread = "ÐšÐ¾ÑˆÐºÐ° ÑÐ¿Ð¸Ñ‚ Ð½Ð° Ð¿ÐµÑ‡Ð¸";
        assert_eq!(whole(misread), Some(true));
        assert_eq!(whole(&misread.replacen("Ð½", "Ð", 1)), Some(true), "one byte was lost");
        assert_eq!(whole(&format!("{misread}, кошка спит на печи")), None);
        assert_eq!(whole("Кошка спит на печи, и ничего ей не надо"), None);
        assert_eq!(whole("Ð¿ÐµÑ‡Ð¸"), None, "too short to be proved");
    }

    #[test]
    fn a_comma_behind_an_arabic_letter_is_no_sign_inside_a_character() {
        assert!(!is_suspect("مدينة، ثم قرية، ثم مدينة"));
        assert!(is_suspect("PRÃœFUNG") && is_suspect("Ã©tÃ©"));
    }
}
