/**
 * German words of what is wrong with a value that people write into settings and profiles. They go
 * on after the name of the value, e.g. "HTTP_TOOL_HOSTS enthält mehr als 50 Hosts."
 */
import type { RULES as ENGLISH } from '../english/rules';

export const RULES = {
  'tool-hosts.too-many': 'enthält mehr als {{max}} Hosts. Einige herausnehmen.',
  'tool-hosts.wrong':
    'ist falsch: {{entry}} ist kein Host. Namen oder Adressen schreiben, mit Port, wo er nicht der übliche ist: api.example.com, 10.0.0.5:8080.',

  'tool-secrets.wrong-pair':
    'ist falsch: Paar {{number}} hat nicht die Form NAME=Wert (Name in Großbuchstaben, Ziffern und Unterstrichen; keine Leerzeichen).',
  'tool-secrets.not-set': 'Das Geheimnis {{name}} ist in HTTP_TOOL_SECRETS nicht gesetzt.',

  'url-template.no-address': 'muss eine Webadresse sein, etwa https://shop.example/orders/{id}.',
  'url-template.wrong-scheme': 'muss mit https:// oder http:// beginnen.',
  'url-template.credentials':
    'darf weder Benutzername noch Kennwort enthalten. Diese gehören in einen Header, als Geheimnis aus HTTP_TOOL_SECRETS.',
  'url-template.fragment': 'darf kein # enthalten: Dieser Teil wird nie gesendet.',
  'url-template.wrong-place':
    'darf Platzhalter wie {places} nur im Pfad und in der Query haben, benannt mit Buchstaben, Ziffern und Unterstrichen.',
  'url-template.secret':
    'darf kein Geheimnis enthalten ({{name}}). Es in einem Header senden, als Geheimnis aus HTTP_TOOL_SECRETS.',
  'url-template.unknown-place':
    'hat den Platzhalter {{place}}, aber die Parameter haben keine Eigenschaft dieses Namens. Daneben gibt es: {{known}}.',
  'url-template.optional-place':
    'hat den Platzhalter {{place}}, deshalb müssen die Parameter ihn unter „required“ nennen.',
  'url-template.wrong-value': 'Dieser Wert kann nicht in der Adresse stehen.',

  'origins.every-page':
    'ist „*“; damit könnte jede Webseite die Anrufe lesen. Die erlaubten Herkünfte nennen.',

  'live-model.shut-down':
    'nennt das Modell {{model}}, das Google abgeschaltet hat. {{newest}} verwenden.',

  'webhook-urls.too-many': 'enthält mehr als {{max}} Adressen. Einige herausnehmen.',
  'webhook-urls.wrong': 'ist falsch: Adresse {{number}} {{why}}',
  'webhook-urls.no-address': 'ist keine Webadresse. Als https://host/pfad schreiben.',
  'webhook-urls.credentials':
    'enthält einen Benutzernamen oder ein Kennwort. Herausnehmen; die Signatur weist den Absender aus.',
  'webhook-urls.unencrypted':
    'ist weder https noch http auf diesem Rechner (localhost, 127.0.0.1). https verwenden.',

  'placeholder.unknown':
    'enthält {{place}}, und das ist kein Platzhalter. Es gibt: {{known}}. Eine Klammer, die als solche gemeint ist, wird \\{ geschrieben.',

  'json-schema.not-object': 'muss ein JSON-Schema eines Objekts sein: {"type":"object"}.',
  'json-schema.too-long': 'darf höchstens {{max}} Zeichen JSON lang sein.',
  'json-schema.invalid': 'muss ein JSON-Schema sein: {{why}}.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
