namespace Platform.Faults;

/// <summary>Something that goes wrong, how the platform has to stand it, and how it is seen.</summary>
/// <param name="Id">Its name, such as <c>F01</c>.</param>
/// <param name="Title">What goes wrong.</param>
/// <param name="Bar">What has to hold.</param>
/// <param name="RunAsync">Breaks it and looks.</param>
internal sealed record Fault(string Id, string Title, string Bar, Func<Trial, Task<Finding>> RunAsync)
{
    /// <summary>What the run is tried on to prove that it can see a loss; null where there is none.</summary>
    public Control? Control { get; init; }

    /// <summary>What one machine, or this run, cannot show.</summary>
    public string NotShown { get; init; } = "";

    /// <summary>Too long for every test run.</summary>
    public bool IsLongOnly { get; init; }

    /// <summary>Why this machine cannot run it, or null.</summary>
    public Func<string?> Hindrance { get; init; } = () => null;
}

/// <summary>A platform, or a surrounding, with one protecting line less. The same run has to find it out.</summary>
/// <param name="Name">What is missing, and the name of the patch.</param>
internal sealed record Control(string Name)
{
    /// <summary>The patch's file below the checkout; null when something outside of the product is taken
    /// away.</summary>
    public string? Patch { get; private init; }

    /// <summary>The run without it.</summary>
    public Func<Trial, Task<Finding>>? RunAsync { get; private init; }

    /// <summary>A patch of the product, applied to a copy.</summary>
    public static Control Of(string name, string folder = "Faults") =>
        new(name) { Patch = $"tests/{folder}/Mutants/{name}.patch" };

    /// <summary>The product as it is, in surroundings that do not keep their promise.</summary>
    public static Control Outside(string name, Func<Trial, Task<Finding>> run) => new(name) { RunAsync = run };
}

/// <summary>One run of a fault.</summary>
/// <param name="Binary">Another build than the one beside the tests, or null.</param>
/// <param name="Say">Takes a line of progress.</param>
internal sealed record Trial(string? Binary, Action<string> Say);
