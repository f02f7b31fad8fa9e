using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.UseCases;

public static class UseCasesRoom
{
    public static IServiceCollection AddUseCases(this IServiceCollection services) => services
        .AddSingleton<CreateUseCase>()
        .AddSingleton<EditUseCase>()
        .AddSingleton<AnswerQuestionnaire>()
        .AddSingleton<SubmitUseCase>()
        .AddSingleton<WithdrawUseCase>()
        .AddSingleton<CastVote>()
        .AddSingleton<WriteMinutes>()
        .AddSingleton<RetireUseCase>()
        .AddSingleton<AssignModel>()
        .AddSingleton<UnassignModel>()
        .AddSingleton<EditBoard>()
        .AddSingleton<BoardDetail>()
        .AddSingleton<UseCaseList>()
        .AddSingleton<UseCaseDetail>();
}
