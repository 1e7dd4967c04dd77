using Microsoft.Extensions.DependencyInjection;
using Platform.Grains;

namespace Platform.Commits;

/// <summary>Where states are kept in Orleans' own storage, child rows are kept there as the values of their columns
/// until they have arrived.</summary>
public sealed class KeptColumnsTests
{
    private static readonly HashSet<Type> Kept =
    [
        typeof(string), typeof(Guid), typeof(long), typeof(int), typeof(short), typeof(bool), typeof(double),
        typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly),
    ];

    [Fact]
    public void Every_column_of_every_child_row_has_a_type_that_can_be_kept()
    {
        var tables = new ServiceCollection().AddPlatformGrains()
            .Where(service => service.ServiceType == typeof(RowTable))
            .Select(service => (RowTable)service.ImplementationInstance!)
            .ToList();

        Assert.True(tables.Count > 10, $"only {tables.Count} tables");
        Assert.Equal(tables.Count, tables.Select(table => table.Table).Distinct(StringComparer.Ordinal).Count());
        Assert.All(tables, table => Assert.All(Types(table), type => Assert.Contains(type, Kept)));
    }

    private static IEnumerable<Type> Types(RowTable table)
    {
        var columns = (IEnumerable<object>)table.GetType().GetProperty("Columns")!.GetValue(table)!;
        return columns.Select(column => column.GetType().GetGenericArguments()[1])
            .Select(type => Nullable.GetUnderlyingType(type) ?? type);
    }
}
