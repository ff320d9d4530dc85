use crate::api::TypeId;
use crate::diff::change::Direction;
use crate::witness::{Place, Root, Step, Wrap};
use std::collections::{HashMap, VecDeque};

/// An index into the pairs of a [`Graph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PairId(usize);

struct Pair {
    old: TypeId,
    new: TypeId,
    direction: Direction,
    above: Vec<(PairId, Vec<Step>)>,
    roots: Vec<usize>,
}

/// The pairs of types that are compared, and how each is reached.
#[derive(Default)]
pub struct Graph {
    pairs: Vec<Pair>,
    known: HashMap<(TypeId, TypeId, Direction), PairId>,
    roots: Vec<Root>,
    next: usize,
}

impl Graph {
    /// A pair at which a payload begins.
    pub fn begin(&mut self, name: String, (old, new): (TypeId, TypeId), direction: Direction) {
        let PairId(pair) = self.pair(old, new, direction);
        let root = self.roots.len();
        self.roots.push(Root { name, old, new });
        if let Some(pair) = self.pairs.get_mut(pair) {
            pair.roots.push(root);
        }
    }

    /// A pair below another.
    pub fn reach(
        &mut self,
        from: PairId,
        field: &str,
        wrap: Wrap,
        (old, new): (TypeId, TypeId),
        direction: Direction,
    ) {
        let mut steps = vec![Step::Field(field.to_owned())];
        match wrap {
            Wrap::None => {}
            Wrap::List => steps.push(Step::Item(0)),
            Wrap::Map => steps.push(Step::Entry),
        }
        let PairId(pair) = self.pair(old, new, direction);
        if let Some(pair) = self.pairs.get_mut(pair) {
            pair.above.push((from, steps));
        }
    }

    fn pair(&mut self, old: TypeId, new: TypeId, direction: Direction) -> PairId {
        *self.known.entry((old, new, direction)).or_insert_with(|| {
            self.pairs.push(Pair { old, new, direction, above: Vec::new(), roots: Vec::new() });
            PairId(self.pairs.len() - 1)
        })
    }

    /// The next pair that is not compared yet.
    pub fn take(&mut self) -> Option<(PairId, TypeId, TypeId, Direction)> {
        let id = PairId(self.next);
        let pair = self.pairs.get(self.next)?;
        self.next += 1;
        Some((id, pair.old, pair.new, pair.direction))
    }

    /// The shortest way to a pair from each root that leads to it, in the order of the roots.
    pub fn places(&self, pair: PairId) -> Vec<Place> {
        // From the pair upwards: each pair with the step that leads down again.
        let mut down: HashMap<PairId, Option<(PairId, &[Step])>> = HashMap::from([(pair, None)]);
        let mut waiting = VecDeque::from([pair]);
        let mut found = Vec::new();
        while let Some(id) = waiting.pop_front() {
            let Some(here) = self.pairs.get(id.0) else { continue };
            found.extend(here.roots.iter().map(|root| (*root, id)));
            for (above, steps) in &here.above {
                if !down.contains_key(above) {
                    down.insert(*above, Some((id, steps)));
                    waiting.push_back(*above);
                }
            }
        }
        found.sort_unstable();
        let place = |(root, mut id): (usize, PairId)| {
            let mut steps = Vec::new();
            while let Some(Some((below, more))) = down.get(&id) {
                steps.extend(more.iter().cloned());
                id = *below;
            }
            Some(Place { root: self.roots.get(root)?.clone(), steps })
        };
        found.into_iter().filter_map(place).collect()
    }
}
