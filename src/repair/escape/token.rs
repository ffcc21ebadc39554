//! Reading single escapes.

/// Hexadecimal digits at the start of `text` as a number: exactly `count` of them.
pub(super) fn hex(text: &str, count: usize) -> Option<u32> {
    let digits = text.get(..count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// How bytes are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Octets {
    /// `\xe4`
    Backslash,
    /// `\344`
    Octal,
    /// `%E4`
    Percent,
    /// `%25E4`
    PercentTwice,
    /// `=E4`
    Printable,
}

impl Octets {
    pub(super) const ALL: [Self; 5] =
        [Octets::Backslash, Octets::Octal, Octets::PercentTwice, Octets::Percent, Octets::Printable];

    pub(super) fn sign(self) -> &'static str {
        match self {
            Octets::Backslash => "\\x",
            Octets::Octal => "\\",
            Octets::Percent => "%",
            Octets::PercentTwice => "%25",
            Octets::Printable => "=",
        }
    }

    pub(super) fn rule(self) -> &'static str {
        match self {
            Octets::Backslash => "escape-hex",
            Octets::Octal => "escape-octal",
            Octets::Percent => "escape-percent",
            Octets::PercentTwice => "escape-percent-twice",
            Octets::Printable => "escape-quoted-printable",
        }
    }

    /// The byte that `text` starts with, escaped, and how long the escape is.
    pub(super) fn read(self, text: &str) -> Option<(usize, u8)> {
        let digits = text.strip_prefix(self.sign())?;
        let value = match self {
            Octets::Octal => {
                let digits = digits.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
                return Some((4, u8::from_str_radix(digits, 8).ok()?));
            }
            _ => hex(digits, 2)?,
        };
        Some((self.sign().len() + 2, value as u8))
    }
}

/// How code units of UTF-16 are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Units {
    /// `\u4e2d`
    Backslash,
    /// `%u4e2d`
    Percent,
    /// `u4e2d`: the backslash is lost.
    Bare,
}

impl Units {
    pub(super) const ALL: [Self; 3] = [Units::Backslash, Units::Percent, Units::Bare];

    pub(super) fn sign(self) -> &'static str {
        match self {
            Units::Backslash => "\\u",
            Units::Percent => "%u",
            Units::Bare => "u",
        }
    }

    pub(super) fn rule(self) -> &'static str {
        match self {
            Units::Backslash => "escape-unicode",
            Units::Percent => "escape-percent-unicode",
            Units::Bare => "escape-without-backslash",
        }
    }

    /// The unit that `text` starts with, escaped.
    pub(super) fn read(self, text: &str) -> Option<u16> {
        Some(hex(text.strip_prefix(self.sign())?, 4)? as u16)
    }

    /// The length of an escape.
    pub(super) fn len(self) -> usize {
        self.sign().len() + 4
    }
}
