//! A cut before a character with a reading behind it: `?，F(xiàn)` for 。現.
//!
//! 。現 is A1 A3 AC 46, and was cut at ，, A3 AC, which stands in it across two characters. The first byte is lost, the last
//! one a letter, and the reading behind it proves that they belong together.

use std::ops::Range;

use crate::repair::gloss::reading::{Fit, Syllable};
use crate::repair::gloss::torn::gbk::{self, LEADS};
use crate::repair::gloss::torn::token::is_mark;
use crate::repair::gloss::torn::witness::Witness;
use crate::repair::gloss::torn::{AGREEMENT, Mended};

/// A cut: where it stands, the trail byte of the character before it, and the character behind it.
pub(super) struct Cut {
    at: Range<usize>,
    trail: u8,
    behind: char,
}

/// Reads the cut whose mark stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Cut> {
    let mut characters = text.get(at..)?.chars();
    let (mark, wide, letter) = (characters.next()?, characters.next()?, characters.next()?);
    if !is_mark(mark) || !letter.is_ascii_graphic() {
        return None;
    }
    // Width folding has turned ， into its ASCII form.
    let folded = wide.is_ascii_punctuation().then_some((0xa3, wide as u8 | 0x80));
    let (trail, lead) = folded.or_else(|| gbk::pair(wide))?;
    let behind = gbk::character((lead, letter as u8))?;
    let rest = characters.as_str();
    let inside = rest.strip_prefix(['(', '（'])?;
    let (syllable, len) = Syllable::at_start(inside).filter(|(syllable, _)| syllable.is_toned())?;
    let close = inside.get(len..)?.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    syllable.fit(behind).filter(|fit| *fit != Fit::Toneless)?;
    let end = text.len() - inside.len() + len + close.len_utf8();
    Some(Cut { at: at..end, trail, behind })
}

impl Cut {
    /// Reads the character before the cut back: by what follows it, and by what the document says.
    pub(super) fn mend(self, before: char, witness: &Witness) -> Option<Mended> {
        let usual = |c: &char| witness.pool.binary_search(c).is_ok();
        let characters = LEADS.filter_map(|lead| gbk::character((lead, self.trail))).filter(usual);
        let cost = |c: char| witness.pairs.cost(before, c) + witness.pairs.cost(c, self.behind);
        let costs: Vec<_> = characters.map(|c| (cost(c), c)).collect();
        let &(best, c) = costs.iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
        let all: f32 = costs.iter().map(|(cost, _)| (best - cost).exp()).sum();
        let c = if 1.0 / all >= AGREEMENT { c } else { char::REPLACEMENT_CHARACTER };
        Some(Mended { at: self.at, text: [c, self.behind].into_iter().collect(), proved: true })
    }
}
