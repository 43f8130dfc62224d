/// Places boxes of a strip of a certain width, each as high up as it goes.
pub(super) struct Skyline {
    /// Where each part begins and how deep it is filled, from left to right.
    parts: Vec<(f64, f64)>,
    width: f64,
}

impl Skyline {
    pub(super) fn new(width: f64) -> Self {
        Self {
            parts: vec![(0.0, 0.0)],
            width,
        }
    }

    /// The upper left corner of the next box. One that is wider than the strip hangs over.
    pub(super) fn place(&mut self, width: f64, height: f64) -> (f64, f64) {
        let mut best = (0.0, f64::INFINITY);
        for (place, &(x, _)) in self.parts.iter().enumerate() {
            if place > 0 && x + width > self.width {
                break;
            }
            let under = self.parts.iter().skip(place);
            let under = under.take_while(|(start, _)| *start < x + width);
            let y = under.map(|(_, depth)| *depth).fold(0.0, f64::max);
            if y < best.1 {
                best = (x, y);
            }
        }
        let (x, y) = best;
        self.fill(x, x + width, y + height);
        (x, y)
    }

    fn fill(&mut self, from: f64, to: f64, depth: f64) {
        let mut parts = Vec::with_capacity(self.parts.len() + 2);
        let before = self
            .parts
            .iter()
            .copied()
            .filter(|(start, _)| *start < from);
        parts.extend(before);
        parts.push((from, depth));
        // What is left of the part that the box ends over keeps its depth.
        let last = self.parts.iter().rev().find(|(start, _)| *start <= to);
        if let Some((_, depth)) = last.filter(|_| to < self.width) {
            parts.push((to, *depth));
        }
        parts.extend(self.parts.iter().copied().filter(|(start, _)| *start > to));
        self.parts = parts;
    }
}

#[cfg(test)]
mod tests {
    use super::Skyline;

    #[test]
    fn boxes_fill_the_strip_from_above() {
        let mut skyline = Skyline::new(100.0);
        assert_eq!(skyline.place(60.0, 50.0), (0.0, 0.0));
        assert_eq!(skyline.place(40.0, 20.0), (60.0, 0.0));
        assert_eq!(skyline.place(40.0, 20.0), (60.0, 20.0));
        assert_eq!(skyline.place(50.0, 10.0), (0.0, 50.0));
        assert_eq!(skyline.place(40.0, 10.0), (60.0, 40.0));
        assert_eq!(skyline.place(120.0, 10.0), (0.0, 60.0));
    }
}
