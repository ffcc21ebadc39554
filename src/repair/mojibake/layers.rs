//! Readings in which UTF-8 was read as something else, up to three times over.

use std::collections::HashSet;

use super::charset::Charset;
use super::islands::islands;
use super::reading::{Layer, Reading};
use super::screen::Screen;

/// How often over. A fourth layer was not found in crawls; each multiplies the length by 1.5 to 3.
const MOST_LAYERS: usize = 3;

/// Texts of one layer that are looked at further: the shortest, since what is undone rightly leaves the fewest
/// characters. The right one was among the first three in all damage tried.
const WIDTH: usize = 4;

/// Every text that `text` may have been before UTF-8 was read as a legacy charset, once or several times.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut known = HashSet::from([String::from(text)]);
    let mut layer = one_layer(text, &[], &mut known);
    let mut readings = Vec::new();
    for _ in 1..MOST_LAYERS {
        layer.sort_by_key(|reading| reading.text.chars().count());
        let promising = layer.iter().take(WIDTH);
        let next = promising.flat_map(|reading| one_layer(&reading.text, &reading.layers, &mut known)).collect();
        readings.append(&mut layer);
        layer = next;
    }
    readings.append(&mut layer);
    readings
}

/// What `text` may have been one layer further in, where that is not known yet.
fn one_layer(text: &str, outer: &[Layer], known: &mut HashSet<String>) -> Vec<Reading> {
    let screen = Screen::of_whole(text).unwrap_or_else(|| Screen::of(text));
    let misreaders = Charset::misreaders().filter(|&read| screen.admits(read));
    let texts = misreaders.filter_map(|read| Some((unread(text, read)?, read)));
    let new = texts.filter(|(text, _)| known.insert(text.clone()));
    let layers = |read| [outer, &[Layer::Misread { written: Charset::Utf8, read }]].concat();
    new.map(|(text, read)| Reading { text, layers: layers(read) }).collect()
}

/// `text` with every island of UTF-8 mended; `None` where there is none.
pub(super) fn unread(text: &str, read: Charset) -> Option<String> {
    let islands = islands(text, read);
    let mut whole = String::with_capacity(text.len());
    let mut copied = 0;
    for island in &islands {
        whole.push_str(text.get(copied..island.range.start)?);
        whole.push_str(&island.mended);
        copied = island.range.end;
    }
    whole.push_str(text.get(copied..)?);
    (!islands.is_empty()).then_some(whole)
}
