/**
 * What a post can meet. Codes and texts as "Status codes from bot conversational APIs" lists them
 * (learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability); the page knows no key against
 * repeats, and says nothing of whether the message of a 5xx arrived.
 */
export type Trouble = {
  /** Null: no answer at all. */
  status: number | null;
  code?: string;
  message?: string;
  /** Seconds. */
  retryAfter?: number;
  /** Whether the message reaches its reader all the same: no, yes, or by chance. */
  delivered: 'no' | 'yes' | 'perhaps';
  /** What becomes of the connection where there is no answer. */
  connection?: 'reset' | 'silent';
};

const refused = (status: number, code: string, message: string): Trouble => ({
  status,
  code,
  message,
  delivered: 'no',
});
const broken = (status: number, code: string, message: string): Trouble => ({
  status,
  code,
  message,
  delivered: 'perhaps',
});

export const troubles = {
  'bad argument': refused(400, 'BadArgument', 'The activity is not valid.'),
  'bot not registered': refused(401, 'BotNotRegistered', 'No registration found for this bot.'),
  'disabled by admin': refused(403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot.'),
  'not in roster': refused(
    403,
    'BotNotInConversationRoster',
    'The bot is not part of the conversation roster.',
  ),
  blocked: refused(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
  'not in personal scope': refused(
    403,
    'ForbiddenOperationException',
    'Bot is not installed in user’s personal scope.',
  ),
  'wrong host': refused(
    403,
    'InvalidBotApiHost',
    'Invalid bot api host. For GCC tenants, please call another.',
  ),
  'not enough permissions': refused(403, 'NotEnoughPermissions', 'Not enough permissions.'),
  'writes blocked': refused(403, 'MessageWritesBlocked', 'Thread is blocked from message writes.'),
  'conversation not found': refused(404, 'ConversationNotFound', 'Conversation not found.'),
  'activity not found': refused(
    404,
    'ActivityNotFoundInConversation',
    'The message ID provided could not be found in the conversation.',
  ),
  precondition: refused(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
  'precondition with a wait': {
    ...refused(412, 'PreconditionFailed', 'Precondition failed, please try again.'),
    retryAfter: 1,
  },
  'too big': refused(413, 'MessageSizeTooBig', 'Message size too large.'),
  throttled: { ...refused(429, 'Throttled', 'Too many requests.'), retryAfter: 1 },
  'request timeout': broken(408, 'RequestTimeout', 'Request timeout.'),
  'service error': broken(500, 'ServiceError', 'Internal server error.'),
  'bad gateway': broken(502, 'ServiceError', 'Service dependency issue.'),
  unavailable: broken(503, 'ServiceUnavailable', 'Service is unavailable.'),
  'gateway timeout': broken(504, 'GatewayTimeout', 'Gateway timeout.'),
  'taken, then reset': { status: null, delivered: 'yes', connection: 'reset' },
  'taken, then silent': { status: null, delivered: 'yes', connection: 'silent' },
  'reset unread': { status: null, delivered: 'no', connection: 'reset' },
} as const satisfies Record<string, Trouble>;
export type TroubleName = keyof typeof troubles;

/** Whether whoever posted can know what became of the message. */
export const isClear = ({ status }: Trouble): boolean => status !== null && status < 500 && status !== 408;
