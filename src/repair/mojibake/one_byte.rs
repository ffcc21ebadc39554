//! The one-byte charsets: 128 characters each, and for every character the charsets that hold it.

use std::sync::LazyLock;

use encoding_rs::{
    Encoding, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_10,
    ISO_8859_13, ISO_8859_14, ISO_8859_15, ISO_8859_16, KOI8_R, KOI8_U, MACINTOSH, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC,
};

use super::dos::{IBM437, IBM850};

/// One charset of one byte a character. ASCII is ASCII in all of them.
#[derive(Debug)]
pub(super) struct OneByte {
    pub(super) name: &'static str,
    /// The characters of the bytes 80 to FF; `None` where the charset has none.
    upper: Vec<Option<char>>,
}

/// How many there are.
pub(super) const COUNT: usize = 30;

/// A set of one-byte charsets, one bit each, by their place in [`all`].
pub(super) use crate::text::counter::Set;

const _: () = assert!(COUNT < Set::BITS as usize);

/// All one-byte charsets, the commonest first: where two of them mean the same bytes, the first is named.
pub(super) fn all() -> &'static [OneByte] {
    static ALL: LazyLock<Vec<OneByte>> = LazyLock::new(|| {
        let standard = STANDARD.iter().map(|(name, encoding)| OneByte::standard(name, encoding));
        let latin1 =
            OneByte { name: "ISO-8859-1", upper: (0x80..=0xff_u8).map(|byte| Some(char::from(byte))).collect() };
        let dos = [("IBM437", IBM437), ("IBM850", IBM850)];
        let dos = dos.map(|(name, upper)| OneByte { name, upper: upper.chars().map(Some).collect() });
        let mut all: Vec<OneByte> = [latin1].into_iter().chain(standard).chain(dos).collect();
        all.swap(0, 1);
        all
    });
    &ALL
}

const STANDARD: [(&str, &Encoding); COUNT - 3] = [
    ("windows-1252", WINDOWS_1252),
    ("windows-1251", WINDOWS_1251),
    ("windows-1250", WINDOWS_1250),
    ("windows-1254", WINDOWS_1254),
    ("windows-1253", WINDOWS_1253),
    ("windows-1256", WINDOWS_1256),
    ("windows-1255", WINDOWS_1255),
    ("windows-1257", WINDOWS_1257),
    ("windows-874", WINDOWS_874),
    ("windows-1258", WINDOWS_1258),
    ("KOI8-R", KOI8_R),
    ("macintosh", MACINTOSH),
    ("IBM866", IBM866),
    ("ISO-8859-2", ISO_8859_2),
    ("ISO-8859-5", ISO_8859_5),
    ("ISO-8859-7", ISO_8859_7),
    ("x-mac-cyrillic", X_MAC_CYRILLIC),
    ("KOI8-U", KOI8_U),
    ("ISO-8859-15", ISO_8859_15),
    ("ISO-8859-6", ISO_8859_6),
    ("ISO-8859-8", ISO_8859_8),
    ("ISO-8859-16", ISO_8859_16),
    ("ISO-8859-13", ISO_8859_13),
    ("ISO-8859-4", ISO_8859_4),
    ("ISO-8859-3", ISO_8859_3),
    ("ISO-8859-10", ISO_8859_10),
    ("ISO-8859-14", ISO_8859_14),
];

impl OneByte {
    fn standard(name: &'static str, encoding: &'static Encoding) -> Self {
        let character = |byte: u8| {
            let text = encoding.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte))?;
            text.chars().next()
        };
        Self { name, upper: (0x80..=0xff).map(character).collect() }
    }

    /// The character of a byte; `None` where the charset has none.
    pub(super) fn character(&self, byte: u8) -> Option<char> {
        match byte.checked_sub(0x80) {
            None => Some(char::from(byte)),
            Some(upper) => self.upper.get(usize::from(upper)).copied().flatten(),
        }
    }
}

/// The bytes of one character in every charset that holds it.
#[derive(Clone, Debug)]
pub(super) struct Holders {
    pub(super) set: Set,
    bytes: [u8; COUNT],
}

impl Holders {
    const NONE: Self = Self { set: 0, bytes: [0; COUNT] };

    fn add(&mut self, charset: usize, byte: u8) {
        if self.set & 1 << charset == 0 {
            self.set |= 1 << charset;
            self.bytes.iter_mut().skip(charset).take(1).for_each(|held| *held = byte);
        }
    }

    /// The byte in a charset of the set.
    pub(super) fn byte(&self, charset: usize) -> u8 {
        self.bytes.get(charset).copied().unwrap_or_default()
    }
}

/// Who holds a character outside ASCII.
pub(super) fn holders(c: char) -> &'static Holders {
    static INVERSE: LazyLock<Inverse> = LazyLock::new(Inverse::new);
    INVERSE.of(c)
}

/// All holders, found by code point.
struct Inverse {
    /// One index a code point of the plane; 0 is nobody.
    index: Vec<u16>,
    rows: Vec<Holders>,
}

impl Inverse {
    fn new() -> Self {
        let mut inverse = Self { index: vec![0; 0x1_0000], rows: vec![Holders::NONE] };
        for (place, charset) in all().iter().enumerate() {
            for byte in 0x80..=0xff_u8 {
                if let Some(c) = charset.character(byte) {
                    inverse.add(c, place, byte);
                }
            }
            // Decoders that never fail give an undefined byte its own number as a control or a Latin-1 character.
            for byte in (0x80..=0xff).filter(|&byte| charset.character(byte).is_none()) {
                inverse.add(char::from(byte), place, byte);
            }
        }
        inverse
    }

    fn add(&mut self, c: char, charset: usize, byte: u8) {
        let Some(index) = self.index.get_mut(c as usize) else { return };
        if *index == 0 {
            *index = self.rows.len() as u16;
            self.rows.push(Holders::NONE);
        }
        if let Some(row) = self.rows.get_mut(usize::from(*index)) {
            row.add(charset, byte);
        }
    }

    fn of(&self, c: char) -> &Holders {
        let index = self.index.get(c as usize).copied().unwrap_or_default();
        self.rows.get(usize::from(index)).unwrap_or(&Holders::NONE)
    }
}
