using System.Text;

namespace Platform.Calls.Relay;

/// <summary>Gathers keys that a caller presses into a number: it is complete after a pause, or with the hash
/// key.</summary>
internal sealed class Keypad(TimeProvider clock) : IDisposable
{
    private const int DigitsMax = 32;
    private const string End = "#";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly StringBuilder _digits = new();
    private ITimer? _wait;
    private bool _isDisposed;

    /// <summary>A key was pressed; <paramref name="answer"/> gets the number once it is complete.</summary>
    public Task PressAsync(string digit, Func<string, Task> answer)
    {
        lock (_lock)
        {
            _wait?.Dispose();
            _wait = null;
            if (_isDisposed)
                return Task.CompletedTask;
            if (digit != End)
            {
                if (_digits.Length < DigitsMax)
                    _digits.Append(digit);
                _wait = clock.CreateTimer(_ => _ = SayAsync(answer), state: null, Pause, Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            }
        }

        return SayAsync(answer);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _wait?.Dispose();
        }
    }

    private Task SayAsync(Func<string, Task> answer)
    {
        string digits;
        lock (_lock)
        {
            digits = _isDisposed ? "" : _digits.ToString();
            _digits.Clear();
        }

        return digits.Length > 0 ? answer(digits) : Task.CompletedTask;
    }
}
