//! The plot of what generating takes as a document grows.

use anyhow::{Result, anyhow};
use plotters::prelude::*;

use super::model::{Point, Scaling};

/// The size of the plot, in pixels.
const SIZE: (u32, u32) = (720, 420);

const OURS: RGBColor = RGBColor(0xb7, 0x41, 0x0e);
const VALUE: RGBColor = RGBColor(0x2a, 0x6f, 0x97);
const LINEAR: RGBColor = RGBColor(0x80, 0x80, 0x80);

/// Draws time against copies: the generator, what it would be if it grew as the document does, and
/// the reader of JSON.
///
/// # Errors
///
/// When there is nothing to draw.
pub(super) fn svg(scaling: &Scaling) -> Result<String> {
    let mut out = String::new();
    draw(&mut out, scaling).map_err(|error| anyhow!("the plot cannot be drawn: {error}"))?;
    Ok(out)
}

fn draw(out: &mut String, scaling: &Scaling) -> Result<(), Box<dyn std::error::Error>> {
    let line = |time: &dyn Fn(&Point) -> f64| -> Vec<(u32, f64)> {
        scaling.points.iter().map(|point| (number(point), time(point))).collect()
    };
    let first = scaling.points.first().ok_or("nothing was measured")?;
    let each = first.whole / f64::from(number(first));
    let linear = line(&|point| f64::from(number(point)) * each);
    let ours = line(&|point| point.whole);
    let value = line(&|point| point.value);
    let right = ours.iter().map(|point| point.0).max().unwrap_or_default() + 1;
    let top = ours.iter().chain(&linear).map(|point| point.1).fold(0.0, f64::max) * 1.1;

    let area = SVGBackend::with_string(out, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(44)
        .y_label_area_size(60)
        .build_cartesian_2d(0..right, 0.0..top)?;
    chart
        .configure_mesh()
        .x_desc("copies of the document")
        .y_desc("seconds of processors")
        .y_label_formatter(&|y| if top < 10.0 { format!("{y:.1}") } else { format!("{y:.0}") })
        .light_line_style(TRANSPARENT)
        .label_style(("sans-serif", 18))
        .draw()?;
    for (name, color, points) in [
        ("as the document grows", LINEAR, linear),
        ("clientwright::generate", OURS, ours),
        ("serde_json, reading alone", VALUE, value),
    ] {
        chart
            .draw_series(LineSeries::new(points.clone(), color.stroke_width(2)))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color.stroke_width(2)));
        if color != LINEAR {
            chart.draw_series(points.iter().map(|at| Circle::new(*at, 3, color.filled())))?;
        }
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .label_font(("sans-serif", 18))
        .draw()?;
    area.present()?;
    drop(chart);
    drop(area);
    Ok(())
}

fn number(point: &Point) -> u32 {
    u32::try_from(point.copies).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_has_a_line_for_each() {
        let point = |copies, whole, value| Point { copies, bytes: 0, operations: 0, whole, value };
        let points = vec![point(1, 1.0, 0.1), point(2, 2.1, 0.2), point(4, 4.0, 0.4)];
        let scaling = Scaling { document: "pets".to_owned(), points };
        insta::assert_snapshot!(svg(&scaling).unwrap());
    }
}
