using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Platform.Testing;

namespace Platform.Operations;

/// <summary>Takes what is sent to it over OTLP's HTTP, and lets tests look for names in it.</summary>
internal sealed class Collector : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, string Text)> _taken = new();

    public Collector()
    {
        Address = $"http://127.0.0.1:{LoopbackPort.Free()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = TakeAsync();
    }

    public string Address { get; }

    /// <summary>Waits until something with this text was sent to a path.</summary>
    public async Task UntilAsync(string path, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!_taken.Any(sent => sent.Path == path && sent.Text.Contains(text, StringComparison.Ordinal)))
        {
            Assert.False(patience.IsCancellationRequested, $"'{text}' was not sent to {path}.");
            await Task.Delay(100);
        }
    }

    public void Dispose() => _listener.Close();

    // Names stand in protobuf as they are.
    private async Task TakeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var asked = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await asked.Request.InputStream.CopyToAsync(body);
                _taken.Enqueue((asked.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                asked.Response.ContentType = "application/x-protobuf";
                asked.Response.Close();
            }
            catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
            {
                return; // The test is over.
            }
        }
    }
}
