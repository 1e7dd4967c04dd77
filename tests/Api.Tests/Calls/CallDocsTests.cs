using System.Text.Json;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Calls;

public sealed class CallDocsTests
{
    [Theory]
    [InlineData(typeof(CallAnswer))]
    [InlineData(typeof(CallDraftAnswer))]
    public void Every_field_of_a_call_is_documented(Type answer)
    {
        var docs = File.ReadAllText(Repository.PathOf("docs/api.md"));
        var call = docs[docs.IndexOf("A call: `{", StringComparison.Ordinal)..].Split("}`.")[0];

        var missing = answer.GetProperties().Select(field => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name))
            .Where(name => !Regex.IsMatch(call, $@"\b{name}\b"));

        Assert.Empty(missing);
    }
}
