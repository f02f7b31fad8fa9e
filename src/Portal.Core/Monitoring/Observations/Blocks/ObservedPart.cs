namespace Portal.Core.Monitoring.Observations.Blocks;

/// <summary>What a column of observations is to the portal. The numbers stand in stored blocks and never change.</summary>
public enum ObservedPart
{
    /// <summary>What a row is called by its sender; labels come by it.</summary>
    Id = 1,

    /// <summary>When the model was asked.</summary>
    Instant = 2,

    /// <summary>Of the positive class; where there are more classes, of the predicted one.</summary>
    Score = 3,

    /// <summary>A class or a number.</summary>
    Prediction = 4,

    /// <summary>Milliseconds.</summary>
    Latency = 5,

    /// <summary>In the batch's currency.</summary>
    Cost = 6,

    /// <summary>What became true; in blocks of labels only.</summary>
    Truth = 7,

    Feature = 8,
    ProtectedAttribute = 9,

    /// <summary>A further identifier, beside the one that rows are called by.</summary>
    Identifier = 10,
}
