using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platform.Testing;

namespace Platform.Architecture;

/// <summary>Who mistypes <c>./platform</c> is told in one line, before anything is installed, built or ended.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("command-").FullName;

    public static TheoryData<string> Verbs =>
        [.. Repository.Files("*.sh", "scripts")
            .Where(script => File.ReadLines(script).First().StartsWith("# verb: ", StringComparison.Ordinal))
            .Select(script => Path.GetFileNameWithoutExtension(script)!)];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verb_explains_its_options_and_does_nothing(string verb)
    {
        var (code, printed, complaint) = Say(verb, "--help");

        Assert.Equal((0, ""), (code, complaint));
        Assert.StartsWith($"./platform {verb} ", printed, StringComparison.Ordinal);
        var options = printed.Split('\n')[0].Split(' ', '[', ']', '|').Where(word => word.StartsWith("--", default));
        Assert.All(options, option => Assert.Contains($"\n  {option} ", printed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("platform run: --port takes a number from 1 to 65535", "run", "--port")]
    [InlineData("platform run: --port takes a number from 1 to 65535", "run", "--port", "--demo")]
    [InlineData("platform run: --port takes a number from 1 to 65535, not '70000'", "run", "--port", "70000")]
    [InlineData("platform run: --port takes a number from 1 to 65535, not 'http'", "run", "--port", "http")]
    [InlineData("platform run: unknown option '--prot'", "run", "--prot", "5080")]
    [InlineData("platform run: --runtime is Auto, Embedded or Orleans, not 'Java'", "run", "--runtime", "Java")]
    [InlineData("platform cluster: '0' is not a number from 1 to 65000", "cluster", "--silos", "0")]
    [InlineData("platform load: --seconds takes a number from 1 to 600, not '601'", "load", "--seconds", "601")]
    [InlineData("platform test: --runtime is Embedded or Orleans, not 'Auto'", "test", "--runtime", "Auto")]
    [InlineData("platform reset-password: name the e-mail", "reset-password", "--data", "/nowhere")]
    [InlineData("platform restore: name the file of a snapshot", "restore", "/nowhere")]
    public void What_cannot_be_meant_is_said_in_one_line(string complaint, params string[] words)
    {
        var (code, printed, said) = Say(words);

        Assert.Equal((2, ""), (code, printed));
        Assert.StartsWith(complaint, said, StringComparison.Ordinal);
        Assert.EndsWith($"; ./platform {words[0]} --help tells more\n", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("run", "--port")]
    [InlineData("cluster", "--gateway-port")]
    public void A_port_that_is_taken_is_named_before_anything_is_built(string verb, string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, printed, said) = Say(verb, option, $"{port}", "--data", _data);

        Assert.Equal((3, ""), (code, printed));
        Assert.Equal(
            $"platform: something listens on port {port} already; stop it, or name another one with {option}\n", said);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data));
    }

    [Fact]
    public void A_data_directory_is_one_command_s_at_a_time()
    {
        using var self = Process.GetCurrentProcess();
        var born = File.ReadAllText($"/proc/{self.Id}/stat").Split(") ")[1].Split(' ')[19];
        File.WriteAllText(Path.Combine(_data, "owner"), $"{self.Id} {born} run\n");

        var (code, printed, said) = Say("run", "--port", $"{LoopbackPort.Free()}", "--data", _data);

        Assert.Equal((3, ""), (code, printed));
        Assert.Equal(
            $"platform: ./platform run, process {self.Id}, uses {_data} already; stop it, or name another directory "
                + "with --data\n",
            said);
    }

    [Fact]
    public void A_data_directory_whose_command_was_killed_is_free_again()
    {
        // The number lives again, as somebody else.
        File.WriteAllText(Path.Combine(_data, "owner"), $"{Environment.ProcessId} 1 run\n");

        var (code, printed, said) = Bash("source scripts/common.sh; data=$1; take_data run; cat $data/owner", _data);

        Assert.Equal((0, ""), (code, said));
        Assert.EndsWith(" run\n", printed, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Environment.ProcessId} 1 run", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_became_root_by_su_alone_has_what_it_takes()
    {
        var (code, printed, said) = Bash("PATH=/usr/bin:/bin; source scripts/common.sh; command -v runuser", _data);

        Assert.Equal((0, ""), (code, said));
        Assert.EndsWith("/runuser\n", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dotnet_that_does_not_run_says_why_itself()
    {
        var dotnet = Path.Combine(_data, "dotnet");
        File.WriteAllText(dotnet, "#!/bin/sh\necho no home\necho and more\nexit 1\n");

        var (code, _, said) = Bash("chmod +x $1/dotnet; PATH=$1:$PATH; source scripts/common.sh; need_dotnet", _data);

        Assert.Equal((3, "platform: dotnet does not run here: no home\n"), (code, said));
    }

    [Fact]
    public void The_demo_ends_with_the_run_and_lets_the_rest_be_stopped()
    {
        File.WriteAllText(Path.Combine(_data, "dotnet"), "#!/bin/sh\nexec sleep 600\n");

        var (code, printed, said) = Bash(
            """
            set -euo pipefail
            chmod +x "$1/dotnet"; PATH=$1:$PATH
            source scripts/common.sh; source scripts/api.sh
            data=$1; address=http://127.0.0.1:1; take_actors_account
            start_actors demo
            until [ "$(cat /proc/$actors_pid/comm)" = sleep ]; do sleep 0.02; done
            stop_actors
            echo "and $(cat /proc/$actors_pid/comm 2>/dev/null || echo nobody) is left"
            """,
            _data);

        Assert.Equal((0, "and nobody is left\n", ""), (code, printed, said));
    }

    [Theory]
    [InlineData("packages.Orleans.lock.json", false)]
    [InlineData("packages.Embedded.lock.json", true)]
    [InlineData("obj/made.cs", false)]
    [InlineData("Written.cs", true)]
    public void Only_what_people_write_makes_it_build_again(string file, bool isNew)
    {
        var before = Fingerprint();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_data, file))!);
        File.WriteAllText(Path.Combine(_data, file), "{}");

        Assert.Equal(isNew, Fingerprint() != before);
    }

    private string Fingerprint() => Bash("source scripts/common.sh; fingerprint \"$1\"", _data).Printed;

    private static (int Code, string Printed, string Complaint) Say(params string[] words) =>
        Bash("./platform \"$@\"", words);

    private static (int Code, string Printed, string Complaint) Bash(string script, params string[] words)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-c", script, "bash" },
        };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var ran = Process.Start(start)!;
        var complaint = ran.StandardError.ReadToEndAsync();
        var printed = ran.StandardOutput.ReadToEnd();
        ran.WaitForExit();
        return (ran.ExitCode, printed, complaint.Result);
    }
}
