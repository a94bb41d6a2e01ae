// Documents that say a known number of records, for tests, fuzzing and documentation. Everybody and everything in them is invented.
import type { Example } from '../format.ts'

export const cybertipEntry = (number: number) => `  <entry reportId="${number}" receivedAt="2026-05-01T10:20:30Z">
    <report>
      <incidentSummary>
        <incidentType>Child Pornography (possession, manufacture, and distribution)</incidentType>
        <escalateToHighPriority>The child is said to be in the same house</escalateToHighPriority>
        <reportAnnotations><sextortion/></reportAnnotations>
        <incidentDateTime>2026-04-30T22:15:09+05:30</incidentDateTime>
      </incidentSummary>
      <internetDetails><webPageIncident><url>https://quaychat.example/g/${number}</url></webPageIncident></internetDetails>
      <reporter>
        <reportingPerson><firstName>Ana</firstName><lastName>Weir</lastName><email>safety.desk@quaychat.example</email></reportingPerson>
        <companyTemplate>Quaychat</companyTemplate>
      </reporter>
      <personOrUserReported>
        <personOrUserReportedPerson>
          <firstName>Corin</firstName><lastName>Vale</lastName>
          <phone type="Mobile" verified="true">+999 555 0142</phone>
          <email verified="false">corin.v@northlight.example</email>
          <address type="Home"><address>4 Lantern Row</address><city>Port City</city><zipCode>20411</zipCode><country>XX</country></address>
          <age>34</age>
        </personOrUserReportedPerson>
        <espIdentifier>88${number}</espIdentifier>
        <espService>Quaychat</espService>
        <screenName>kx_91</screenName>
        <profileUrl>https://quaychat.example/u/kx_91</profileUrl>
        <ipCaptureEvent>
          <ipAddress>203.0.113.77</ipAddress><eventName>Login</eventName>
          <dateTime>2026-04-30T16:40:00Z</dateTime><possibleProxy>false</possibleProxy><port>49152</port>
        </ipCaptureEvent>
        <deviceId><idType>IMEI</idType><idValue>356938035643809</idValue></deviceId>
        <accountPermanentlyDisabled>true</accountPermanentlyDisabled>
      </personOrUserReported>
      <victim><victimPerson><firstName>Mira</firstName><age>12</age></victimPerson><schoolName>Quay School</schoolName></victim>
      <additionalInfo>Reported by the provider; see file hashes</additionalInfo>
    </report>
    <fileDetails>
      <reportId>${number}</reportId><fileId>0f${number}</fileId><originalFileName>IMG_0001.jpg</originalFileName>
      <fileViewedByEsp>true</fileViewedByEsp><fileAnnotations><viral/></fileAnnotations>
      <industryClassification>B1</industryClassification>
      <originalFileHash hashType="MD5">9e107d9d372bb6826bd81d3542a419d6</originalFileHash>
      <details><nameValuePair><name>Make</name><value>Fictional Camera</value></nameValuePair><type>EXIF</type></details>
    </fileDetails>
  </entry>
`

const newest = `<?xml version="1.0" encoding="UTF-8"?>
<report xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <batchedReport reason="VIRAL_POTENTIAL_MEME"/>
  <incidentSummary>
    <incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    <platform>Quaychat</platform>
    <reportAnnotations><informational/></reportAnnotations>
    <incidentDateTime>2026-05-02T08:00:00.250+00:00</incidentDateTime>
    <incidentDateTimeDescription>First message</incidentDateTimeDescription>
  </incidentSummary>
  <internetDetails><webPageIncident thirdPartyHostedContent="true"><url>https://pixelquay.example/p/7</url></webPageIncident></internetDetails>
  <lawEnforcement fleaCountry="XX"><agencyName>Port State Police</agencyName><caseNumber>PS/77</caseNumber></lawEnforcement>
  <reporter><reportingPerson><email>safety.desk@pixelquay.example</email></reportingPerson></reporter>
  <personOrUserReported>
    <personOrUserReportedPerson>
      <phone type="Recovery" countryCallingCode="+999" extension="12">555 0107</phone><age>17</age><ageAssertionDiscrepancy/>
    </personOrUserReportedPerson>
    <espIdentifier>px-5512</espIdentifier><espService>Pixelquay</espService><compromisedAccount>false</compromisedAccount>
    <displayName>Night Heron</displayName><profileUrl>https://pixelquay.example/u/heron</profileUrl><profileBio>Likes boats</profileBio>
    <ipCaptureEvent><ipAddress>2001:db8::7</ipAddress><dateTime>2026-05-02T07:59:00Z</dateTime></ipCaptureEvent>
    <estimatedLocation verified="true" timestamp="2026-05-02T08:00:00Z"><city>Fen</city><countryCode>XX</countryCode></estimatedLocation>
    <allEmailsReported>true</allEmailsReported>
    <associatedAccount accountType="Linked" thirdPartyUser="false">
      <platform>Quaychat</platform><approximateAge>30</approximateAge><espIdentifier>8842</espIdentifier><screenName>heron2</screenName>
    </associatedAccount>
    <additionalInfo>Reported by the provider</additionalInfo>
  </personOrUserReported>
</report>
`

export const cybertipEnvelope = (...entries: string[]) => `<?xml version="1.0" encoding="UTF-8"?>\n<reports source="clearing-house">\n${entries.join('')}</reports>\n`

export const cybertipExamples = (): Example[] => [
  { name: 'envelope', fileName: 'tips.xml', bytes: Buffer.from(cybertipEnvelope(cybertipEntry(4564654), cybertipEntry(4564655), cybertipEntry(4564656))), drafts: 3, unreadables: 0 },
  { name: 'single', fileName: '4564657.xml', bytes: Buffer.from(newest), drafts: 1, unreadables: 0 },
  {
    name: 'single in UTF-16',
    fileName: '4564658.xml',
    bytes: Buffer.from(`\ufeff${newest.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    drafts: 1,
    unreadables: 0,
  },
  {
    name: 'broken in the middle',
    fileName: 'broken.xml',
    bytes: Buffer.from(cybertipEnvelope(cybertipEntry(1001), cybertipEntry(1002).replace('</victim>', ''), cybertipEntry(1003))),
    drafts: 2,
    unreadables: 1,
  },
]
