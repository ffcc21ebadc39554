//! What characters do beside others under a normalization form.

use std::iter;
use std::sync::LazyLock;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

use super::Form;

/// The code points that have an entry of their own: the Basic Multilingual Plane.
const MAPPED: u32 = 0x1_0000;

/// What the characters of one form do beside others.
pub(super) struct Behaviours {
    form: Form,
    table: Vec<Behaviour>,
}

/// What one character does beside others, in one byte: 0, 255, or its combining class (of which none is 255).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Behaviour(u8);

impl Behaviour {
    /// A starter that the form allows and that never joins what stands before it. A text can be cut before each of them,
    /// and normalized piece by piece.
    pub(super) const INERT: Self = Self(0);

    /// The form does not allow the character, or not everywhere (its Quick_Check property is not Yes).
    const UNSTABLE: Self = Self(255);

    fn of(form: Form, c: char) -> Self {
        if is_stable(form, c) { Self(canonical_combining_class(c)) } else { Self::UNSTABLE }
    }

    /// Whether a text with this character behind the other one may have to change: it is unstable, or out of order.
    pub(super) fn is_suspect_after(self, last: Self) -> bool {
        self == Self::UNSTABLE || self.0 < last.0
    }
}

impl Behaviours {
    /// The table of a form. Made at its first use, from the tables of unicode-normalization, in about a millisecond.
    pub(super) fn of(form: Form) -> &'static Self {
        static NFC: LazyLock<Behaviours> = LazyLock::new(|| Behaviours::new(Form::Nfc));
        static NFD: LazyLock<Behaviours> = LazyLock::new(|| Behaviours::new(Form::Nfd));
        static NFKC: LazyLock<Behaviours> = LazyLock::new(|| Behaviours::new(Form::Nfkc));
        static NFKD: LazyLock<Behaviours> = LazyLock::new(|| Behaviours::new(Form::Nfkd));
        match form {
            Form::Nfc | Form::Keep => &NFC,
            Form::Nfd => &NFD,
            Form::Nfkc => &NFKC,
            Form::Nfkd => &NFKD,
        }
    }

    fn new(form: Form) -> Self {
        let entry = |code| char::from_u32(code).map_or(Behaviour::INERT, |c| Behaviour::of(form, c));
        Self { form, table: (0..MAPPED).map(entry).collect() }
    }

    pub(super) fn get(&self, c: char) -> Behaviour {
        self.table.get(c as usize).copied().unwrap_or_else(|| Behaviour::of(self.form, c))
    }
}

/// Whether the form allows `c` wherever it stands (the Quick_Check property is Yes).
fn is_stable(form: Form, c: char) -> bool {
    let one = iter::once(c);
    let quick_check = match form {
        Form::Nfc | Form::Keep => is_nfc_quick(one),
        Form::Nfd => is_nfd_quick(one),
        Form::Nfkc => is_nfkc_quick(one),
        Form::Nfkd => is_nfkd_quick(one),
    };
    quick_check == IsNormalized::Yes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signs::is_unstable;

    #[test]
    fn the_byte_test_misses_no_character() {
        let missed = ('\0'..=char::MAX).filter(|&c| {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            Behaviour::of(Form::Nfc, c) != Behaviour::INERT && !is_unstable(bytes[0], bytes[1], bytes[2])
        });
        assert_eq!(missed.map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>(), Vec::<String>::new());
    }
}
