namespace Platform.Calls;

/// <summary>What hosted agents recorded of calls. A recording and the report that says of which call it is come apart,
/// in either order; both name the conversation. Personal data.</summary>
public interface ICallRecordings
{
    /// <summary>Keeps a file as the recording of a conversation, unless its caller was erased.</summary>
    /// <param name="accountId">Whose it is.</param>
    /// <param name="conversationId">See <see cref="CallId.ConversationOf"/>.</param>
    /// <param name="sha256">The file's name in <see cref="Images.IBlobStore"/>.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The call that it is of; null while that is not known.</returns>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<Guid?> KeepAsync(
        Guid accountId, Guid conversationId, string sha256, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Says of which call a conversation was, or that its caller was erased: then what is kept goes, and
    /// nothing is kept any more.</summary>
    /// <returns>Whether a recording is kept.</returns>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<bool> AssignAsync(
        Guid accountId, Guid conversationId, Guid callId, bool isErased, DateTimeOffset at,
        CancellationToken cancellationToken);

    /// <summary>The name of a call's recording in <see cref="Images.IBlobStore"/>; null when none is kept (any
    /// more).</summary>
    /// <exception cref="Commits.StorageUnavailableException">The database cannot be reached.</exception>
    Task<string?> FindAsync(Guid accountId, Guid callId, CancellationToken cancellationToken);
}
