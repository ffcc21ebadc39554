//! The prescan: which blocks of a text show which signs.

use crate::edit::Edits;
use crate::signs::{BLOCK, Signs};

/// How far the test for a sign looks to either side, in bytes: `nbsp` before a `;`.
const REACH: usize = 4;

/// The signs of a text, block by block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prescan {
    blocks: Vec<Signs>,
    all: Signs,
}

impl Prescan {
    /// Reads all of `text`.
    pub(crate) fn scan(&mut self, text: &str) {
        self.reset();
        self.blocks.reserve(text.len().div_ceil(BLOCK));
        (0..text.len()).step_by(BLOCK).for_each(|start| self.push(Signs::of_block(text.as_bytes(), start)));
    }

    /// Carries the signs across `edits`, which made `text` of the text that was scanned: blocks that an edit touches are
    /// read again, and each other one gets the signs of the blocks that its bytes stood in.
    pub(crate) fn follow(&mut self, edits: &Edits, text: &str, spare: &mut Self) {
        spare.reset();
        let mut replacements = edits.replacements().peekable();
        let mut shift = 0;
        for start in (0..text.len()).step_by(BLOCK) {
            let end = text.len().min(start + BLOCK);
            let mut touched = false;
            while let Some(edit) = replacements.next_if(|edit| edit.after.end as usize + REACH < end) {
                touched |= edit.after.end as usize + REACH >= start;
                shift = i64::from(edit.before.end) - i64::from(edit.after.end);
            }
            touched |= replacements.peek().is_some_and(|edit| (edit.after.start as usize) < end + REACH);
            spare.push(if touched {
                Signs::of_block(text.as_bytes(), start)
            } else {
                self.between((start as i64 + shift) as usize, (end as i64 + shift) as usize)
            });
        }
        std::mem::swap(self, spare);
    }

    /// The signs of each block.
    pub(crate) fn blocks(&self) -> &[Signs] {
        &self.blocks
    }

    /// The signs of all blocks together.
    pub(crate) fn all(&self) -> Signs {
        self.all
    }

    fn reset(&mut self) {
        self.blocks.clear();
        self.all = Signs::NONE;
    }

    fn push(&mut self, signs: Signs) {
        self.blocks.push(signs);
        self.all |= signs;
    }

    /// The signs of the blocks that `start..end` lies in.
    fn between(&self, start: usize, end: usize) -> Signs {
        let blocks = self.blocks.get(start / BLOCK..end.div_ceil(BLOCK)).unwrap_or_default();
        blocks.iter().fold(Signs::NONE, |all, &signs| all | signs)
    }
}

#[cfg(test)]
impl Prescan {
    /// The prescan of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut prescan = Self::default();
        prescan.scan(text);
        prescan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The oracle: after any edits, what a new scan would see is among what was carried over, and blocks far from the
    /// edits are as clean as they were.
    #[test]
    fn signs_follow_edits() {
        let mut body: String = (0..4000).map(|index| if index % 1000 == 999 { '&' } else { 'x' }).collect();
        body.replace_range(BLOCK - 4..BLOCK + 3, "n@@bsp;");
        for (range, with) in [
            (BLOCK - 3..BLOCK - 1, ""),
            (0..0, "<br>"),
            (700..701, ""),
            (998..1000, "x"),
            (2000..2600, "\u{a0}"),
            (4000..4000, " "),
        ] {
            let mut edits = Edits::default();
            edits.reset("test", body.len() as u32);
            edits.replace(range.clone(), with, "test");
            let mut text = String::new();
            edits.apply(&body, &mut text);
            let (mut carried, mut spare) = (Prescan::of(&body), Prescan::default());
            carried.follow(&edits, &text, &mut spare);
            let fresh = Prescan::of(&text);
            assert_eq!(carried.blocks.len(), fresh.blocks.len());
            for (carried, fresh) in carried.blocks.iter().zip(&fresh.blocks) {
                assert_eq!(*carried | *fresh, *carried, "{range:?} {with:?}");
            }
            assert!(!carried.all.meets(Signs::CONTROL));
        }
    }
}
