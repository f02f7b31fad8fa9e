namespace Portal.Core.UseCases.AiAct;

/// <summary>What the Act asks for in each class, and since or from when, as of the amendments of 2026.</summary>
internal static class AiActDuties
{
    private static readonly DateOnly s_bans = new(2025, 2, 2);
    private static readonly DateOnly s_generalPurpose = new(2025, 8, 2);
    private static readonly DateOnly s_transparency = new(2026, 8, 2);
    private static readonly DateOnly s_laterBans = new(2026, 12, 2);
    private static readonly DateOnly s_annexThree = new(2027, 12, 2);
    private static readonly DateOnly s_annexOne = new(2028, 8, 2);

    private static readonly (string Article, string AsksFor)[] s_highRisk =
    [
        ("Art. 9", "Risk management over the whole life cycle"),
        ("Art. 10", "Training, validation and test data that are relevant, representative and examined for bias"),
        ("Art. 11, Annex IV", "Technical documentation, kept current"),
        ("Art. 12", "Automatic logging of events"),
        ("Art. 13", "Instructions for use: capabilities, limits, accuracy"),
        ("Art. 14", "Oversight by people who can stop and override it"),
        ("Art. 15", "Accuracy, robustness and cybersecurity"),
        ("Art. 26", "As deployer: competent oversight, relevant inputs, logs for at least 6 months, people informed"),
        ("Art. 27", "An assessment of the impact on fundamental rights, of certain deployers"),
        ("Art. 43, 47 to 49", "Conformity assessment, declaration, marking and registration"),
        ("Art. 72, 73", "Monitoring after it is in use, and reports of serious incidents"),
    ];

    public static IEnumerable<AiActDuty> Of(AiActAnswers answers, AiActClass? found, bool systemic)
    {
        if (found == AiActClass.Prohibited)
        {
            var later = answers.Practices!.All(practice => practice == ProhibitedPractice.AbusiveImagery);
            return [new("Art. 5", "Not to do it at all", later ? s_laterBans : s_bans)];
        }

        var from = answers.HasArea && !AiActRules.ExceptionHolds(answers) ? s_annexThree : s_annexOne;
        return
        [
            .. found == AiActClass.HighRisk ? s_highRisk.Select(duty => new AiActDuty(duty.Article, duty.AsksFor, from)) : [],
            .. AiActRules.ExceptionHolds(answers) ? [new AiActDuty("Art. 6(4), 49(2)", "The documented assessment, for the authorities, and registration", s_annexThree)] : Array.Empty<AiActDuty>(),
            .. (answers.Transparency ?? []).Select(one => new AiActDuty(one.Article(), one.Duty(), s_transparency)).DistinctBy(duty => (duty.Article, duty.AsksFor)),
            .. GeneralPurpose(answers, systemic),
        ];
    }

    private static IEnumerable<AiActDuty> GeneralPurpose(AiActAnswers answers, bool systemic) => answers.GeneralPurpose switch
    {
        GeneralPurposePart.BuildsOn => [new("Art. 53", "The documentation of the model's supplier, kept", s_generalPurpose)],
        GeneralPurposePart.Provides =>
        [
            new("Art. 53", "Documentation of the model, a copyright policy and a summary of what it was trained on", s_generalPurpose),
            .. systemic ? [new AiActDuty("Art. 55", "Evaluation, mitigation and reporting of systemic risk", s_generalPurpose)] : Array.Empty<AiActDuty>(),
        ],
        _ => [],
    };
}
