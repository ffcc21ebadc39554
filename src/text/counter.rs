//! Counting for up to 64 things at once, a bit each in a set.

/// A set of up to 64 things.
pub(crate) type Set = u64;

/// A count up to 31 for each thing, a set for each binary digit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counter([Set; DIGITS]);

const DIGITS: usize = 5;

impl Counter {
    /// Counts one for each thing in the set, unless its count is full.
    pub(crate) fn add(&mut self, things: Set) {
        let mut carry = things;
        for digit in &mut self.0 {
            if carry == 0 {
                return;
            }
            (*digit, carry) = (*digit ^ carry, *digit & carry);
        }
        self.0.iter_mut().for_each(|digit| *digit |= carry);
    }

    /// The things whose count is greater than in the other.
    pub(crate) fn exceeds(self, other: Self) -> Set {
        self.0.iter().zip(other.0).fold(0, |greater, (&a, b)| a & !b | greater & !(a ^ b))
    }

    /// The things whose count is greater than a number.
    pub(crate) fn exceeds_number(self, number: u32) -> Set {
        let digit = |place: usize| if number >> place & 1 == 0 { 0 } else { Set::MAX };
        self.exceeds(Self(std::array::from_fn(digit)))
    }
}

#[cfg(test)]
mod tests {
    use super::Counter;

    #[test]
    fn counts_are_apart_and_stop_when_full() {
        let mut counter = Counter::default();
        for step in 0..100 {
            counter.add(if step % 10 == 0 { 0b11 } else { 0b10 });
        }
        assert_eq!(counter.exceeds_number(9), 0b11);
        assert_eq!(counter.exceeds_number(10), 0b10);
        assert_eq!(counter.exceeds_number(30), 0b10);
        assert_eq!(counter.exceeds_number(31), 0);
    }
}
