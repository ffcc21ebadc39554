//! Where the lines of a text were wrapped: the margin, measured from the text itself.
//!
//! A program that wraps at a margin breaks a line where the next word would have passed it. Each such break so tells a
//! range of margins: at least as wide as the line, and narrower than the line with that word. The margin that lies in
//! most of these ranges is the document's; breaks whose range it does not lie in were made by a person.

use crate::text::width::Width;

/// The widest margin that is looked for. Nobody wraps text wider, and paragraphs that are one line each are.
pub(super) const WIDEST: usize = 200;

/// The narrowest: 15 Han characters. Narrower lines are those of poems, addresses and tables.
const NARROWEST: usize = 30;

/// The three ways of counting that programs wrap by. Cells come first: they win ties.
pub(super) const MEASURES: usize = 3;

/// The width of a line, by each measure.
pub(super) type Widths = [u16; MEASURES];

pub(super) fn widths(width: Width) -> Widths {
    [width.cells, width.chars, width.east_asian_cells].map(|w| w.min(u32::from(u16::MAX)) as u16)
}

/// A margin, and what it was measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin {
    measure: usize,
    width: u16,
}

impl Margin {
    /// Whether a line with `next` behind it would have kept the margin.
    pub(super) fn holds(&self, line: &Widths, next: &Widths) -> bool {
        let (line, next) = (line.get(self.measure), next.get(self.measure));
        line.zip(next).is_some_and(|(line, next)| u32::from(*line) + u32::from(*next) <= u32::from(self.width))
    }

    /// Whether a line passes the margin although it could have been broken before it.
    pub(super) fn is_contradicted(&self, line: &Widths, breakable: &Widths) -> bool {
        let (line, breakable) = (line.get(self.measure), breakable.get(self.measure));
        line.zip(breakable).is_some_and(|(line, breakable)| (*breakable..*line).contains(&self.width))
    }

    /// The margin, in what it was measured in.
    pub(super) fn width(&self) -> usize {
        self.width.into()
    }

    /// Whether a line is at least `share` of the margin wide.
    pub(super) fn is_filled(&self, line: &Widths, share: f32) -> bool {
        line.get(self.measure).is_some_and(|&line| f32::from(line) >= share * f32::from(self.width))
    }
}

/// What was seen of one kind of text: breaks between neighbours, and the lines before them.
#[derive(Debug)]
pub(super) struct Survey {
    measures: [Histogram; MEASURES],
    breaks: i16,
    /// How many of them stand in the middle of a clause.
    clauses: i16,
}

/// One place for each width, and one for all that is wider than [`WIDEST`].
const PLACES: usize = WIDEST + 2;

/// How many ranges of widths start, less how many end, at each width.
type Ranges = [i16; PLACES];

/// A survey is given no more breaks: enough to tell shares, and no more than 16 bits count.
pub(super) const MOST_BREAKS: usize = 1 << 10;

#[derive(Clone, Copy, Debug)]
struct Histogram {
    /// The margins that a line contradicts.
    contradicted: Ranges,
    /// The margins that would have forced a break: any, and one in the middle of a clause.
    forced: Ranges,
    in_clause: Ranges,
}

/// A break, and the line that it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// The line's width.
    pub(super) line: Widths,
    /// How wide it was where it could first have been broken.
    pub(super) breakable: Widths,
    /// The width of what went to the next line, and of the space before it.
    pub(super) next: Widths,
    /// No punctuation stands before the break.
    pub(super) in_clause: bool,
}

impl Survey {
    pub(super) fn new() -> Self {
        let histogram = Histogram { contradicted: [0; PLACES], forced: [0; PLACES], in_clause: [0; PLACES] };
        Self { measures: [histogram; MEASURES], breaks: 0, clauses: 0 }
    }

    pub(super) fn add(&mut self, seen: &Break) {
        self.breaks += 1;
        self.clauses += i16::from(seen.in_clause);
        self.add_line(&seen.line, &seen.breakable);
        let widths = seen.line.iter().zip(&seen.next);
        for (histogram, (&line, &next)) in self.measures.iter_mut().zip(widths) {
            let (from, to) = (usize::from(line), usize::from(line) + usize::from(next));
            if from <= WIDEST {
                count(&mut histogram.forced, from, to);
                if seen.in_clause {
                    count(&mut histogram.in_clause, from, to);
                }
            }
        }
    }

    /// Adds a line that ends its paragraph: only its width says something.
    pub(super) fn add_line(&mut self, line: &Widths, breakable: &Widths) {
        for (histogram, (&line, &breakable)) in self.measures.iter_mut().zip(line.iter().zip(breakable)) {
            count(&mut histogram.contradicted, breakable.into(), line.into());
        }
    }

    /// The margin, where there is one.
    pub(super) fn margin(&self) -> Option<Margin> {
        let mut best: Option<(i16, Margin)> = None;
        for (measure, histogram) in self.measures.iter().enumerate() {
            let Some((forced, width)) = self.best_width(histogram) else { continue };
            if best.is_none_or(|(most, _)| forced > most) {
                best = Some((forced, Margin { measure, width }));
            }
        }
        best.map(|(_, margin)| margin)
    }

    /// The width by which most breaks were forced, and how many those are, where they are enough to be believed.
    fn best_width(&self, histogram: &Histogram) -> Option<(i16, u16)> {
        let most_contradicting = most_contradicting(self.breaks.unsigned_abs().into()) as i16;
        let (mut contradicted, mut forced, mut in_clause) = (0, 0, 0);
        let mut best = (0, 0, 0_u16);
        let places = histogram.contradicted.iter().zip(&histogram.forced).zip(&histogram.in_clause).enumerate();
        for (width, ((contradicting, forcing), clauses)) in places.take(WIDEST + 1) {
            contradicted += contradicting;
            forced += forcing;
            in_clause += clauses;
            if width >= NARROWEST && contradicted <= most_contradicting && forced > best.0 {
                best = (forced, in_clause, width as u16);
            }
        }
        let (forced, in_clause, width) = best;
        let believed = forced >= FEWEST_FORCED
            && f32::from(forced) >= LEAST_FORCED * f32::from(self.breaks)
            && f32::from(in_clause) >= LEAST_IN_CLAUSE * f32::from(forced)
            && f32::from(in_clause) >= LEAST_CLAUSES * f32::from(self.clauses);
        believed.then_some((forced, width))
    }
}

/// How many of `lines` lines may be wider than a margin although they could have been broken before it: one, and one in
/// fifty.
pub(super) fn most_contradicting(lines: usize) -> usize {
    1 + lines / 50
}

/// One break can be forced by chance; a single one proves no margin.
pub(super) const FEWEST_FORCED: i16 = 2;

/// Of all breaks, the share that the margin must have forced. Wrapped text whose paragraphs are two lines each, with
/// nothing between them, has a half; lines of a poem, as wide as they please, a tenth.
const LEAST_FORCED: f32 = 0.35;

/// Of the breaks that the margin forced, the share that stand in the middle of a clause. Wrapping does not look at
/// punctuation, and a few lines may all end in some by chance; verses of one length all do.
const LEAST_IN_CLAUSE: f32 = 0.25;

/// Of the breaks in the middle of a clause, the share that the margin forced. Only a margin breaks a clause, and the end of
/// a title: the margin that fits a list of titles best forces half of their ends.
const LEAST_CLAUSES: f32 = 0.65;

/// Adds a range of widths to running sums.
fn count(places: &mut Ranges, from: usize, to: usize) {
    if let Some(place) = places.get_mut(from.min(PLACES - 1)) {
        *place += 1;
    }
    if let Some(place) = places.get_mut(to.min(PLACES - 1)) {
        *place -= 1;
    }
}
