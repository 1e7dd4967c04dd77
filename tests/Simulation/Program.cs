using Platform.Simulation;

return CommandLine.Run(args);
