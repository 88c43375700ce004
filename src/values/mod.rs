//! Values in text: times and quantities, found and normalised.
