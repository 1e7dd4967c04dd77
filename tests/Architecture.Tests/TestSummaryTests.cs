using System.Diagnostics;
using Platform.Testing;

namespace Platform.Architecture;

/// <summary>What the test command says at its end is what happened, and its exit code agrees.</summary>
public sealed class TestSummaryTests : IDisposable
{
    private readonly string _results = Directory.CreateTempSubdirectory("summary-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public void A_good_run_ends_with_its_counts_and_succeeds()
    {
        Ran("One", total: 8, executed: 7, passed: 7);
        Ran("Two", total: 3, executed: 3, passed: 3);

        var (code, printed) = Summary();

        Assert.Equal("10 passed, 0 failed, 1 skipped", printed[^1]);
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_failed_test_is_named_with_its_reason_and_counted()
    {
        Ran("One", total: 8, executed: 8, passed: 7, """

            <UnitTestResult testName="It_shines" outcome="Passed"><Message>not this</Message></UnitTestResult>
            <UnitTestResult testName="It_rains" outcome="Failed">
              <ErrorInfo>
                <Message>Expected: Sun
            Actual:   Rain</Message>
                <StackTrace>at nowhere</StackTrace>

            """);

        var (code, printed) = Summary("One: failed");

        Assert.Equal(["FAILED test It_rains", "    Expected: Sun", "    Actual:   Rain"], printed[..3]);
        Assert.Contains("FAILED One: failed", printed);
        Assert.Equal("7 passed, 1 failed, 0 skipped", printed[^1]);
        Assert.Equal(1, code);
    }

    [Fact]
    public void A_clean_up_that_failed_is_shown_with_many_lines_after_it()
    {
        Ran("One", total: 8, executed: 8, passed: 8);
        File.WriteAllLines(Path.Combine(_results, "One.log"),
            Enumerable.Repeat("[Test Class Cleanup Failure (Platform.It)]: System.Exception", 20_000));

        var (code, printed) = Summary("One: failed");

        Assert.Equal(40, printed.Count(line => line.Contains("Cleanup Failure", StringComparison.Ordinal)));
        Assert.Equal("8 passed, 1 failed, 0 skipped", printed[^1]);
        Assert.Equal(1, code);
    }

    [Fact]
    public void A_run_without_a_test_is_no_success()
    {
        var (code, printed) = Summary();

        Assert.Equal("0 passed, 0 failed, 0 skipped", printed[^1]);
        Assert.Equal(1, code);
    }

    private void Ran(string project, int total, int executed, int passed, string result = "")
    {
        File.WriteAllText(Path.Combine(_results, $"{project}.trx"),
            $"<TestRun>{result}<Counters total=\"{total}\" executed=\"{executed}\" passed=\"{passed}\" /></TestRun>");
        File.WriteAllText(Path.Combine(_results, $"{project}.log"), "Passed!\n");
    }

    private (int Code, string[] Printed) Summary(params string[] failedStages)
    {
        var start = new ProcessStartInfo("bash")
        {
            RedirectStandardOutput = true,
            ArgumentList = { Repository.PathOf("scripts/test-summary.sh"), _results },
        };
        foreach (var stage in failedStages) start.ArgumentList.Add(stage);
        using var ran = Process.Start(start)!;
        var printed = ran.StandardOutput.ReadToEnd();
        ran.WaitForExit();
        return (ran.ExitCode, printed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
