//! The source map: from a range of the output to the bytes it came from, and back.

use std::ops::Range;

use crate::byte_map::ByteMap;
use crate::edit::Edits;
use crate::range::{Side, widen};

/// One pass's edits, as they were applied.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) pass: &'static str,
    pub(crate) edits: Edits,
}

/// Output range → input byte range, through every pass and the decoder, and input → output.
///
/// The map is a stack of layers: how the bytes were decoded, then each pass's edits. A lookup is one binary search in
/// each layer, and one re-decoding of at most a kilobyte where the input was in a legacy encoding. It holds 16 bytes
/// and the inserted text for each edit, and nothing for text that no pass touched. For inputs in a legacy encoding it
/// keeps a copy of the input.
///
/// Text is never reordered, so the map is monotone: a range that starts later comes from bytes that start no earlier.
///
/// ```
/// let doc = textmend::Pipeline::default().run("caf&eacute; noir".as_bytes())?;
/// assert_eq!(doc.text(), "café noir");
/// let map = doc.source_map();
/// assert_eq!(map.source(3..5), 3..11); // é: 2 bytes of output, 8 bytes of input
/// assert_eq!(map.output(0..11), 0..5);
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    pub(crate) bytes: ByteMap,
    pub(crate) layers: Vec<Layer>,
}

impl SourceMap {
    /// The bytes of the input that `output`, a byte range of the output, came from.
    ///
    /// A range that holds edited text maps to all the bytes that the edits replaced. An empty range maps to what was
    /// removed at its place. Costs one binary search a layer.
    ///
    /// # Panics
    /// When the range is inverted or ends past the end of the output.
    pub fn source(&self, output: Range<usize>) -> Range<usize> {
        let range = self.checked(output, self.output_len());
        widen(self.to_input(range, self.layers.len()))
    }

    /// All the places of the input that `output` came from: [`source`](SourceMap::source) first, then, where a pass
    /// took text from another place of the document, those places, in the order of the passes, last pass first.
    ///
    /// # Panics
    /// As [`source`](SourceMap::source).
    pub fn sources(&self, output: Range<usize>) -> Vec<Range<usize>> {
        let mut ranges = vec![self.checked(output, self.output_len())];
        for layer in self.layers.iter().rev() {
            let witnesses: Vec<_> = ranges.iter().flat_map(|range| layer.edits.witnesses(range.clone())).collect();
            for range in &mut ranges {
                *range = layer.edits.across(range.clone(), Side::After);
            }
            ranges.extend(witnesses);
        }
        ranges.into_iter().map(|range| widen(self.bytes.across(range, Side::After))).collect()
    }

    /// Where `source`, a byte range of the input, stands in the output.
    ///
    /// Bytes that were removed map to the empty range at their place.
    ///
    /// # Panics
    /// When the range is inverted or ends past the end of the input.
    pub fn output(&self, source: Range<usize>) -> Range<usize> {
        let range = self.checked(source, self.bytes.len_on(Side::Before));
        let text = self.bytes.across(range, Side::Before);
        widen(self.to_output(text, 0))
    }

    /// Bytes that the map holds on the heap.
    pub fn heap_bytes(&self) -> usize {
        let edits: usize = self.layers.iter().map(|layer| layer.edits.heap_bytes()).sum();
        edits + self.layers.capacity() * size_of::<Layer>() + self.bytes.heap_bytes()
    }

    /// From the text that `layers` layers have made down to the input.
    pub(crate) fn to_input(&self, range: Range<u32>, layers: usize) -> Range<u32> {
        let below = self.layers.iter().take(layers).rev();
        let text = below.fold(range, |range, layer| layer.edits.across(range, Side::After));
        self.bytes.across(text, Side::After)
    }

    /// From the text that `layers` layers have made up to the output.
    pub(crate) fn to_output(&self, range: Range<u32>, layers: usize) -> Range<u32> {
        let above = self.layers.iter().skip(layers);
        above.fold(range, |range, layer| layer.edits.across(range, Side::Before))
    }

    fn output_len(&self) -> u32 {
        self.layers.last().map_or(self.bytes.len_on(Side::After), |layer| layer.edits.len_on(Side::After))
    }

    fn checked(&self, range: Range<usize>, len: u32) -> Range<u32> {
        assert!(
            range.start <= range.end && range.end <= len as usize,
            "range {range:?} does not lie in a text of {len} bytes"
        );
        range.start as u32..range.end as u32
    }
}
