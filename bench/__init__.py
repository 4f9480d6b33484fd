"""The benchmarks: `make bench` measures paper, web and size in one run, against stated targets."""
