namespace Platform.DueWork;

/// <summary>A grain whose state's table has a column <c>due_at</c>. When that time has come, it is woken. It must then
/// move or clear its <c>due_at</c>; one that does not is woken again, less and less often.</summary>
/// <remarks>The table names the grain's type: <c>new StateTable&lt;Order&gt;(…) { GrainType = "order" }</c>, the text
/// of <c>[GrainType("order")]</c>.</remarks>
[Alias("Platform.IDueGrain")]
public interface IDueGrain : IGrainWithStringKey
{
    /// <summary>Does what is due. May come late, early after a clock's jump, and more than once.</summary>
    [Alias("WakeWhenDue")]
    Task WakeWhenDue();
}
