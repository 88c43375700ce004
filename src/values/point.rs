//! Points of the calendar and their ISO 8601 form.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// 2021-06-18
    Day(Date),
    /// The week that begins on this Monday: 2021-W24
    Week(Date),
    /// 2021-06
    Month(i16, i8),
    /// 2021
    Year(i16),
    /// A season (21–24), quarter (33–36) or half (40–41) of ISO 8601-2: 2021-22
    Part(i16, i8),
    /// The decade 199, by its first three digits
    Decade(i16),
    /// The century 19, by its first two digits
    Century(i16),
    /// --06-18
    MonthDay(i8, i8),
    /// --06
    MonthOnly(i8),
}

impl Point {
    /// The ISO 8601 form.
    pub fn value(self) -> String {
        match self {
            Point::Day(day) => day.to_string(),
            Point::Week(monday) => {
                let week = monday.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Point::Month(year, month) | Point::Part(year, month) => format!("{year:04}-{month:02}"),
            Point::Year(year) if year < 0 => format!("-{:04}", -i32::from(year)),
            Point::Year(year) => format!("{year:04}"),
            Point::Decade(decade) => format!("{decade:03}"),
            Point::Century(century) => format!("{century:02}"),
            Point::MonthDay(month, day) => format!("--{month:02}-{day:02}"),
            Point::MonthOnly(month) => format!("--{month:02}"),
        }
    }

    /// The XSD datatype that holds it.
    pub fn datatype(self) -> Option<&'static str> {
        match self {
            Point::Day(_) => Some("date"),
            Point::Month(..) => Some("gYearMonth"),
            Point::Year(_) => Some("gYear"),
            Point::MonthDay(..) => Some("gMonthDay"),
            Point::MonthOnly(_) => Some("gMonth"),
            Point::Week(_) | Point::Part(..) | Point::Decade(_) | Point::Century(_) => None,
        }
    }

    /// Reads 2021-06-18 and 2021-06.
    pub fn iso(form: &str) -> Option<Point> {
        let mut parts = form.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next());
        if year.len() != 4 || month.len() != 2 || parts.next().is_some() {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        match day {
            // "2019-21" is a range of years.
            None => (1..=12).contains(&month).then_some(Point::Month(year, month)),
            Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(Point::Day),
        }
    }

    /// The same stretch, `count` steps of `unit` later ("1D", "7D", "1M", "3M", "1Y", "10Y").
    pub fn step(self, unit: &str, count: i64) -> Option<Point> {
        // Nobody knows which day "the following morning" of a year is.
        let finer = match self {
            Point::Day(_) => false,
            Point::Week(_) => unit == "1D",
            Point::Month(..) | Point::Part(..) => unit.ends_with('D'),
            _ => unit.ends_with(['D', 'M']),
        };
        let day = self.first_day().filter(|_| !finer)?;
        let moved = |span: jiff::Span| day.checked_add(span).ok();
        Some(match unit {
            "1D" => Point::Day(moved(count.days())?),
            "7D" => Point::Week(monday(moved(count.weeks())?)?),
            "14D" => Point::Week(monday(moved((2 * count).weeks())?)?),
            "1M" => {
                let day = moved(count.months())?;
                Point::Month(day.year(), day.month())
            }
            "3M" => {
                let day = moved((3 * count).months())?;
                Point::Part(day.year(), 33 + (day.month() - 1) / 3)
            }
            "1Y" => Point::Year(moved(count.years())?.year()),
            "10Y" => Point::Decade(moved((10 * count).years())?.year() / 10),
            "100Y" => Point::Century(moved((100 * count).years())?.year() / 100),
            _ => return None,
        })
    }

    /// The same day or month a year before; other stretches as they are.
    pub fn year_before(self) -> Option<Point> {
        match self {
            Point::Day(day) => day.checked_sub(1.years()).ok().map(Point::Day),
            Point::Month(year, month) => Some(Point::Month(year - 1, month)),
            other => Some(other),
        }
    }

    /// The year in which it lies, where it lies in one.
    pub fn year(self) -> Option<i16> {
        match self {
            Point::Day(day) | Point::Week(day) => Some(day.year()),
            Point::Month(year, _) | Point::Year(year) | Point::Part(year, _) => Some(year),
            Point::Decade(_) | Point::Century(_) | Point::MonthDay(..) | Point::MonthOnly(_) => None,
        }
    }

    /// The first day of the stretch.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Point::Day(day) | Point::Week(day) => Some(day),
            Point::Month(year, month) => Date::new(year, month, 1).ok(),
            Point::Year(year) => Date::new(year, 1, 1).ok(),
            Point::Part(year, part @ 21..=24) => Date::new(year, (part - 21) * 3 + 3, 1).ok(),
            Point::Part(year, part @ 33..=36) => Date::new(year, (part - 33) * 3 + 1, 1).ok(),
            Point::Part(year, part) => Date::new(year, if part == 41 { 7 } else { 1 }, 1).ok(),
            Point::Decade(decade) => Date::new(decade * 10, 1, 1).ok(),
            Point::Century(century) => Date::new(century * 100, 1, 1).ok(),
            Point::MonthDay(..) | Point::MonthOnly(_) => None,
        }
    }
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// The weekday nearest to `anchor`: the last one not after it, or the first one after it.
pub fn weekday(anchor: Date, number: i8, ahead: bool, strict: bool) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(number).ok()?;
    if !strict && anchor.weekday() == wanted {
        return Some(anchor);
    }
    anchor.nth_weekday(if ahead { 1 } else { -1 }, wanted).ok()
}
