//! Maps of what was worked out once, by keys of a few characters and bytes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::hash::Hash;

/// A map with a hash that takes a few instructions. Who crafts collisions slows the reading of his own text, of which
/// little is searched.
pub(crate) type Memo<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

pub(crate) struct Mix(Hash);

impl Default for Mix {
    fn default() -> Self {
        Self(Hash::new())
    }
}

impl Mix {
    fn mix(&mut self, value: u64) {
        self.0 = self.0.with(value);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.mix(byte.into()));
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.mix(value.into());
    }

    fn write_isize(&mut self, value: isize) {
        self.mix(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn write_usize(&mut self, value: usize) {
        self.mix(value as u64);
    }

    fn finish(&self) -> u64 {
        self.0.value()
    }
}
