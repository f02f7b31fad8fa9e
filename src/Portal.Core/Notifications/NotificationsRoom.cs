using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Notifications.Mail;
using Portal.Core.Storage.Jobs;
using Portal.Core.Storage.Retention;

namespace Portal.Core.Notifications;

/// <summary>Listens to what all rooms say and tells members what concerns them; no room knows of it.</summary>
public static class NotificationsRoom
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, EmailOptions email)
    {
        foreach (var kind in NotificationKinds.All)
        {
            services.AddSingleton<IOutboxHandler>(provider => new NotificationIntake(kind.Kind, provider.GetRequiredService<AuditTrail>(), provider.GetRequiredService<EmailOptions>()));
        }

        return services
            .AddSingleton(email)
            .AddSingleton<SmtpSender>()
            .AddSingleton<MailDispatcher>()
            .AddSingleton<NotificationList>()
            .AddSingleton<ChooseNotifications>()
            .AddSingleton<ResendMail>()
            .AddSingleton<IOldRows, OldNotifications>()
            .AddPortalJob<SendMailsJob>(SendMailsJob.Key, TimeSpan.FromSeconds(10));
    }
}
