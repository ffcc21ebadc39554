//! The characters that may be what is lost.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::repair::shift::charset::{Charset, Pair};
use crate::text::pairs::Pairs;

/// How many characters are tried for one of which no byte is left.
const TRIED: usize = 32;

/// Characters with their bytes, the likeliest first.
type Likely = Rc<[(char, Pair)]>;

/// The known characters of an encoding, by their bytes.
pub(super) struct Stock {
    by_lead: Vec<Vec<(u8, char)>>,
    by_trail: Vec<Vec<(u8, char)>>,
    pub(super) charset: &'static Charset,
    likely: RefCell<HashMap<char, Likely>>,
}

impl Stock {
    pub(super) fn new(charset: &'static Charset, pairs: &Pairs) -> Self {
        let mut stock = Self {
            by_lead: vec![Vec::new(); 256],
            by_trail: vec![Vec::new(); 256],
            charset,
            likely: RefCell::default(),
        };
        let mut known: Vec<char> = pairs.known().collect();
        known.sort_unstable();
        known.dedup();
        for (c, (lead, trail)) in known.into_iter().filter_map(|c| Some((c, charset.pair(c)?))) {
            stock.by_lead.get_mut(usize::from(lead)).into_iter().for_each(|list| list.push((trail, c)));
            stock.by_trail.get_mut(usize::from(trail)).into_iter().for_each(|list| list.push((lead, c)));
        }
        stock
    }

    pub(super) fn with_lead(&self, lead: u8) -> &[(u8, char)] {
        self.by_lead.get(usize::from(lead)).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn with_trail(&self, trail: u8) -> &[(u8, char)] {
        self.by_trail.get(usize::from(trail)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The characters that most likely follow `last`.
    pub(super) fn likely(&self, last: char, pairs: &Pairs) -> Likely {
        let choose = || {
            let mut costs: Vec<(f32, char)> =
                pairs.followers(last).into_iter().map(|c| (pairs.cost(last, c), c)).collect();
            costs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            costs.dedup();
            costs.iter().filter_map(|&(_, c)| Some((c, self.charset.pair(c)?))).take(TRIED).collect()
        };
        self.likely.borrow_mut().entry(last).or_insert_with(choose).clone()
    }
}
