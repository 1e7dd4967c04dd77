Console.Error.WriteLine("The simulation runs on the Embedded runtime: GrainRuntime=Embedded.");
return 3;
