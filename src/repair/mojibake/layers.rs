//! Readings in which UTF-8 was read as something else, up to three times over.

use std::collections::HashSet;
use std::ops::Range;

use super::chance::Single;
use super::charset::Charset;
use super::islands::{Island, islands};
use super::oddity::{Scripts, foreign_scripts};
use super::reading::{Layer, Reading};
use super::screen::Screen;

/// How often over. A fourth layer was not found in crawls; each multiplies the length by 1.5 to 3.
const MOST_LAYERS: usize = 3;

/// Texts of one layer that are looked at further: the shortest, since what is undone rightly leaves the fewest
/// characters. The right one was among the first three in all damage tried.
const WIDTH: usize = 4;

/// A text with one layer undone.
struct Unread {
    text: String,
    /// Where the characters stand that undoing it brought, in bytes of the text.
    brought: Vec<Range<usize>>,
}

/// Every text that `text` may have been before UTF-8 was read as a legacy charset, once or several times.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut known = HashSet::from([String::from(text)]);
    let standing = Unread { text: String::from(text), brought: std::iter::once(0..text.len()).collect() };
    let mut layer = one_layer(&standing, &[], &mut known);
    let mut readings = Vec::new();
    for _ in 1..MOST_LAYERS {
        layer.sort_by_key(|(unread, _)| unread.text.chars().count());
        let promising = layer.iter().take(WIDTH);
        let next = promising.flat_map(|(unread, layers)| one_layer(unread, layers, &mut known)).collect();
        readings.extend(std::mem::replace(&mut layer, next));
    }
    readings.extend(layer);
    readings.into_iter().map(|(Unread { text, .. }, layers)| Reading { text, layers }).collect()
}

/// What a text may have been one layer further in, where that is not known yet.
fn one_layer(from: &Unread, outer: &[Layer], known: &mut HashSet<String>) -> Vec<(Unread, Vec<Layer>)> {
    let screen = Screen::of_whole(&from.text).unwrap_or_else(|| Screen::of(&from.text));
    let misreaders = Charset::misreaders().filter(|&read| screen.admits(read));
    let texts = misreaders.filter_map(|read| Some((from.unread(read)?, read)));
    let new = texts.filter(|(unread, _)| known.insert(unread.text.clone()));
    let layers = |read| [outer, &[Layer::Misread { written: Charset::Utf8, read }]].concat();
    new.map(|(unread, read)| (unread, layers(read))).collect()
}

impl Unread {
    /// The text with the islands of UTF-8 mended in what undoing the layer before has brought, those that stand there by
    /// chance aside; `None` where there is none.
    fn unread(&self, read: Charset) -> Option<Self> {
        let islands: Vec<Island> = self.brought_islands(read).collect();
        let runs = islands.iter().filter(|island| island.single().is_none());
        let scripts = runs.fold(0, |all, island| all | foreign_scripts(&island.mended));
        let mut inner = Self { text: String::with_capacity(self.text.len()), brought: Vec::new() };
        let mut copied = 0;
        for island in islands {
            inner.text.push_str(self.text.get(copied..island.range.start)?);
            copied = island.range.start;
            if matches!(read, Charset::DoubleByte(_)) || !self.is_chance(&island, &inner, scripts) {
                let start = inner.text.len();
                inner.text.push_str(&island.mended);
                inner.brought.push(start..inner.text.len());
                copied = island.range.end;
            }
        }
        inner.text.push_str(self.text.get(copied..)?);
        (!inner.brought.is_empty()).then_some(inner)
    }

    /// Whether an island stands there by chance. `inner` is what was mended before it, `scripts` are those that longer islands
    /// are written in.
    fn is_chance(&self, island: &Island, inner: &Self, scripts: Scripts) -> bool {
        let Some(mended) = island.single() else { return false };
        let single = Single {
            before: &inner.text,
            untouched: inner.brought.last().map_or(&*inner.text, |last| inner.text.get(last.end..).unwrap_or_default()),
            damaged: self.text.get(island.range.clone()).unwrap_or_default(),
            mended,
            behind: self.text.get(island.range.end..).unwrap_or_default(),
            at_home: foreign_scripts(&island.mended) & scripts != 0,
        };
        single.is_chance()
    }

    /// The islands in what was brought: what stands beside it was not damaged twice.
    fn brought_islands(&self, read: Charset) -> impl Iterator<Item = Island> {
        let mut brought = self.brought.iter().peekable();
        islands(&self.text, read).into_iter().filter(move |island| {
            while brought.next_if(|brought| brought.end < island.range.end).is_some() {}
            brought.peek().is_some_and(|brought| brought.start <= island.range.start)
        })
    }
}
