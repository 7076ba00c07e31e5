using Fairlead.Benchmarks.BareHost;

return new CakeHost().UseContext<FrostingContext>().Run([$"--target={nameof(Empty)}"]);
