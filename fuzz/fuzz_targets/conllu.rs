#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| tercet_fuzz::conllu(input));
