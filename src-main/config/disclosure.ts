/** The sentence that says that one talks with an AI, by language (BCP 47, in small letters). */
const SENTENCES: Readonly<Record<string, string>> = {
  ar: 'أنت تتحدث مع مساعد يعمل بالذكاء الاصطناعي.',
  bg: 'Разговаряте с асистент с изкуствен интелект.',
  ca: 'Esteu parlant amb un assistent d’intel·ligència artificial.',
  cs: 'Mluvíte s asistentem využívajícím umělou inteligenci.',
  da: 'Du taler med en AI-assistent.',
  de: 'Sie sprechen mit einem KI-Assistenten.',
  el: 'Μιλάτε με έναν βοηθό τεχνητής νοημοσύνης.',
  en: 'You are talking with an AI assistant.',
  es: 'Está hablando con un asistente de inteligencia artificial.',
  et: 'Te räägite tehisintellekti assistendiga.',
  fi: 'Puhut tekoälyavustajan kanssa.',
  fr: 'Vous parlez avec un assistant d’intelligence artificielle.',
  hi: 'आप एक एआई सहायक से बात कर रहे हैं।',
  hr: 'Razgovarate s asistentom umjetne inteligencije.',
  hu: 'Ön egy mesterségesintelligencia-asszisztenssel beszél.',
  it: 'Sta parlando con un assistente di intelligenza artificiale.',
  ja: 'こちらはAIアシスタントです。',
  ko: '지금 인공지능 상담원과 통화하고 계십니다.',
  lt: 'Kalbate su dirbtinio intelekto asistentu.',
  lv: 'Jūs runājat ar mākslīgā intelekta asistentu.',
  nb: 'Du snakker med en KI-assistent.',
  nl: 'U spreekt met een AI-assistent.',
  pl: 'Rozmawiają Państwo z asystentem sztucznej inteligencji.',
  pt: 'Está a falar com um assistente de inteligência artificial.',
  'pt-br': 'Você está falando com um assistente de inteligência artificial.',
  ro: 'Vorbiți cu un asistent de inteligență artificială.',
  ru: 'Вы говорите с ассистентом на основе искусственного интеллекта.',
  sk: 'Hovoríte s asistentom využívajúcim umelú inteligenciu.',
  sl: 'Pogovarjate se s pomočnikom z umetno inteligenco.',
  sv: 'Du talar med en AI-assistent.',
  tr: 'Bir yapay zekâ asistanıyla konuşuyorsunuz.',
  uk: 'Ви розмовляєте з асистентом на основі штучного інтелекту.',
  zh: '您正在与人工智能助手通话。',
};

/** Languages that have a sentence. */
export const DISCLOSURE_LANGUAGES = Object.keys(SENTENCES);

/**
 * The sentence in a language such as `pt-BR`, or in its main form (`pt`); undefined if there is
 * none.
 */
export function disclosureIn(language: string): string | undefined {
  const code = language.toLowerCase();
  const [main = ''] = code.split('-');
  return SENTENCES[code] ?? SENTENCES[main];
}
