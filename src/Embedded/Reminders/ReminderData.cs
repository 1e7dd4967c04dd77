using Orleans.Runtime;

namespace Platform.Embedded;

/// <summary>A registered reminder, with the version that unregistering it must meet.</summary>
internal sealed record ReminderData(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder;
