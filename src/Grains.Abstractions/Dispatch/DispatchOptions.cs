namespace Platform.Dispatch;

/// <summary>How orders are offered. Configuration section <c>Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    /// <summary>How many vendors the first wave asks; each further one asks twice as many.</summary>
    public int WaveSize { get; set; } = 3;

    /// <summary>The largest wave.</summary>
    public int WaveSizeMax { get; set; } = 24;

    /// <summary>How long they have to answer.</summary>
    public TimeSpan WaveTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a job takes for all we know: whoever has another one less than this before or after is not
    /// asked.</summary>
    public TimeSpan JobTime { get; set; } = TimeSpan.FromHours(4);

    /// <summary>When nobody is left: how long until it is looked again for somebody who came meanwhile.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long it is looked again.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(72);

    /// <summary>An order that became open longer ago is offered only when somebody asks for it.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromHours(24);
}
