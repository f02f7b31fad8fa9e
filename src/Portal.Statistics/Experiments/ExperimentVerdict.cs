namespace Portal.Statistics.Experiments;

/// <summary>What to do with an experiment.</summary>
public enum ExperimentVerdict
{
    /// <summary>Keep running.</summary>
    KeepRunning,

    /// <summary>Stop: the challenger is better.</summary>
    ChallengerBetter,

    /// <summary>Stop: the champion is better.</summary>
    ChampionBetter,

    /// <summary>Stop: no difference was shown at the planned number of rows.</summary>
    NoDifference,

    /// <summary>Blocked: the arms do not have the sizes that were planned.</summary>
    SampleRatioMismatch,
}
