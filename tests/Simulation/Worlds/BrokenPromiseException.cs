namespace Platform.Simulation;

/// <summary>The platform did what it must never do, or did not do what it has to.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);
