namespace Portal.Statistics.Tests.Reference;

/// <summary>Answers every case of one file of reference numbers. Found by reflection; needs a constructor without parameters.</summary>
internal interface IReferenceFile
{
    /// <summary>The file's name without its ending.</summary>
    string Name { get; }

    /// <summary>What the product measures of the case's inputs, by the names that the file uses: a number, a truth value, a text, a list
    /// of these, or a dictionary of further names; <see langword="null"/> when it is not defined. More names than asked for do no harm.</summary>
    /// <exception cref="NotSupportedException">The case is of a kind that this class doesn't know.</exception>
    IReadOnlyDictionary<string, object?> Answer(ReferenceCase given);
}
