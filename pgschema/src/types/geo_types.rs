//! The crate `geo-types`. PostgreSQL's own shapes have coordinates of double precision.

use ::geo_types::{Coord, Line, LineString, Point, Rect};

use crate::BuiltinType;

builtin_types! {
    Coord<f64> => BuiltinType::Point, Geometric;
    Point<f64> => BuiltinType::Point, Geometric;
    Line<f64> => BuiltinType::Lseg, Geometric;
    LineString<f64> => BuiltinType::Path, Geometric;
    Rect<f64> => BuiltinType::Box, Geometric;
}
