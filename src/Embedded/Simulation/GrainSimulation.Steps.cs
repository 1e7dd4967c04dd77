namespace Platform.Embedded;

/// <summary>One step: a turn, something that was posted, or a message that arrives, or does not.</summary>
internal sealed partial class GrainSimulation
{
    private bool TakeStep()
    {
        if (_steps.Count == 0)
            return false;

        var chosen = Dice.Next(_steps.Count);
        var step = _steps[chosen];
        _steps[chosen] = _steps[^1];
        _steps.RemoveAt(_steps.Count - 1);
        switch (step.What)
        {
            case GrainRequest request:
                Arrive(step, request);
                break;
            case ITurnSource source:
                Turns++;
                Journal.Add($"turn {source}");
                source.TakeTurn();
                break;
            case Posted posted:
                Journal.Add(posted.What);
                posted.Action();
                break;
            default:
                throw new InvalidOperationException($"{step.What} is no step.");
        }

        return true;
    }

    private void Arrive(Step step, GrainRequest request)
    {
        var (silo, happens) = (step.Silo!, Dice.NextDouble());
        if (IsNext(Faults.Drop, ref happens))
        {
            Journal.Count("message lost", NameOf(request));
            silo.Lost.TryEnqueue(request);
            return;
        }

        if (IsNext(Faults.Delay, ref happens))
        {
            Hold(step, request);
            return;
        }

        if (IsNext(Faults.Duplicate, ref happens))
        {
            Journal.Count("message doubled", NameOf(request));
            Add(step.Owner, request.Duplicate(TaskCreationOptions.None), silo);
        }
        else if (IsNext(Faults.Forget, ref happens) && IsForgettable(silo, request))
        {
            Journal.Count("activated twice", $"{request.Reference.GrainId}");
            silo.Directory.Forget(request.Reference.GrainId);
            request.Reference.Target = null;
        }
        else if (IsNext(Faults.LoseAnswer, ref happens) && !request.IsOneWay)
        {
            Journal.Count("answer lost", NameOf(request));
            silo.Lost.TryEnqueue(request);
            request = request.Duplicate(TaskCreationOptions.None);
        }

        if (step.Number < _lastArrived)
            Journal.Count("message overtaken", NameOf(request));
        _lastArrived = Math.Max(_lastArrived, step.Number);
        Reached.Add(request.Reference.GrainId.Type.ToString()!);
        Journal.Add($"arrive {NameOf(request)}");
        silo.Route(request);
    }

    private void Hold(Step step, GrainRequest request)
    {
        Journal.Count("message delayed", NameOf(request));
        var pause = Faults.DelayMax * Dice.NextDouble();
        Time.CreateTimer(
            _ => Add(step.Owner, request, step.Silo), state: null, pause, Timeout.InfiniteTimeSpan, step.Owner);
    }

    // An observer that is forgotten would not come to life again.
    private static bool IsForgettable(SiloRuntime silo, GrainRequest request) =>
        !ObserverTargets.IsObserver(request.Reference.GrainId)
        && silo.Directory.Find(request.Reference.GrainId) is not null;

    // Observers have a new id in every run.
    private static string NameOf(GrainRequest request) => ObserverTargets.IsObserver(request.Reference.GrainId)
        ? $"{request.Reference.GrainId.Type}.{request.GetMethodName()}"
        : $"{request}";

    // Chances lie one after the other on the same throw of the dice.
    private static bool IsNext(double chance, ref double happens)
    {
        var isIt = happens >= 0 && happens < chance;
        happens -= chance;
        return isIt;
    }
}
