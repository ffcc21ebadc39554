//! Readings in which UTF-8 was read as something else, up to three times over.

use super::charset::Charset;
use super::islands::islands;
use super::reading::{Layer, Reading};

/// How often over. A fourth layer was not found in crawls; each multiplies the length by 1.5 to 3.
const MOST_LAYERS: usize = 3;

/// Texts looked at in all. Three layers give fewer than thirty different ones on real damage.
const MOST_TEXTS: usize = 64;

/// Every text that `text` may have been before UTF-8 was read as a legacy charset, once or several times.
pub(super) fn readings(text: &str) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    let mut next = 0;
    add_layer(text, &[], &mut readings);
    while let Some(reading) = readings.get(next).filter(|_| readings.len() < MOST_TEXTS) {
        if reading.layers.len() < MOST_LAYERS {
            let (inner, layers) = (reading.text.clone(), reading.layers.clone());
            add_layer(&inner, &layers, &mut readings);
        }
        next += 1;
    }
    readings
}

/// Adds what `text` may have been one layer further in, where that is new.
fn add_layer(text: &str, outer: &[Layer], readings: &mut Vec<Reading>) {
    for read in Charset::misreaders() {
        let Some(reading) = unread(text, read, outer) else { continue };
        if !readings.iter().any(|known| known.text.len() == reading.text.len() && known.text == reading.text) {
            readings.push(reading);
        }
    }
}

/// `text` with every island of UTF-8 mended; `None` where there is none.
fn unread(text: &str, read: Charset, outer: &[Layer]) -> Option<Reading> {
    let islands = islands(text, read);
    let mut whole = String::with_capacity(text.len());
    let (mut copied, mut mended) = (0, 0);
    for island in &islands {
        whole.push_str(text.get(copied..island.range.start)?);
        whole.push_str(&island.mended);
        mended += island.mended.chars().count();
        copied = island.range.end;
    }
    whole.push_str(text.get(copied..)?);
    let layers = [outer, &[Layer::Misread { written: Charset::Utf8, read }]].concat();
    (mended > 0).then_some(Reading { text: whole, layers, mended })
}
