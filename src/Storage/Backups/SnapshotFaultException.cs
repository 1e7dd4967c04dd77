namespace Platform.Backups;

/// <summary>A snapshot is no good: in which way, and what was found.</summary>
internal sealed class SnapshotFaultException(DrillFault fault, string reason, Exception? cause = null)
    : Exception(reason, cause)
{
    public DrillFault Fault => fault;
}
