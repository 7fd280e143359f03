"""The words of sheets in English, German, French and Spanish: headings, units, how often, how much it matters, kinds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

__all__ = [
    "FALSE", "HEADINGS", "IMPORTANCE", "KINDS", "NOTHING", "RATES", "TOTALS", "TRUE", "UNITS", "folded", "unit_of",
]  # fmt: skip


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """A text for comparing: small letters, no accents, single blanks, no punctuation around words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(re.sub(r"[^\w%]+|_", " ", plain).split())


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """From each word of a table (separated by commas) to its key."""
    return {folded(word): key for key, words in table.items() for word in words.split(",")}


UNITS = _by_word(
    {
        "ms": "ms,msec,millisecond,milliseconds,millisekunde,millisekunden,millisecondes,milisegundos",
        "s": "s,sec,secs,second,seconds,sek,sekunde,sekunden,seconde,secondes,segundo,segundos",
        "min": "min,mins,minute,minutes,minuten,minuto,minutos",
        "h": "h,hr,hrs,hour,hours,std,stunde,stunden,heure,heures,hora,horas,working hours,arbeitsstunden",
        "d": "d,day,days,t,tag,tage,tagen,jour,jours,j,dia,dias,at,arbeitstag,arbeitstage,arbeitstagen,werktag,werktage,werktagen,pt,"
        "personentage,business days,business day,working days,working day,jours ouvres,jour ouvre,dias laborables,dias habiles",
        "week": "w,wk,wks,week,weeks,wo,woche,wochen,sem,semaine,semaines,semana,semanas",
        "month": "mo,month,months,monat,monate,monaten,mois,mes,meses",
        "quarter": "quarter,quarters,quartal,quartale,trimestre,trimestres",
        "year": "y,yr,yrs,year,years,jahr,jahre,jahren,an,ans,annee,annees,ano,anos",
    }
)  # fmt: skip

RATES = _by_word(
    {
        "hourly": "hourly,stündlich,toutes les heures,cada hora,every hour",
        "daily": "daily,täglich,taeglich,jeden tag,werktäglich,every day,quotidien,quotidienne,tous les jours,diario,diaria,diariamente,cada dia,"
        "journalier",
        "weekly": "weekly,wöchentlich,woechentlich,jede woche,every week,hebdomadaire,chaque semaine,semanal,semanalmente,cada semana",
        "monthly": "monthly,monatlich,jeden monat,every month,mensuel,mensuelle,chaque mois,mensual,mensualmente,cada mes",
        "quarterly": "quarterly,quartalsweise,vierteljährlich,jedes quartal,every quarter,trimestriel,trimestrielle,trimestral",
        "yearly": "yearly,annually,annual,jährlich,jaehrlich,every year,annuel,annuelle,anual,anualmente,once a year",
        "on demand": "on demand,on request,ad hoc,ad-hoc,as needed,when needed,as required,bei bedarf,nach bedarf,auf anfrage,unregelmäßig,"
        "à la demande,si besoin,au besoin,a demanda,bajo demanda,según necesidad,irregular,sporadic",
    }
)  # fmt: skip

IMPORTANCE = _by_word(
    {
        "low": "low,l,niedrig,gering,unwichtig,faible,bas,basse,baja,bajo,nice to have,minor",
        "medium": "medium,m,med,mittel,normal,moyen,moyenne,media,medio,moderate",
        "high": "high,h,hoch,wichtig,élevé,élevée,haut,haute,alta,alto,important,importante,major",
        "critical": "critical,c,k,kritisch,sehr hoch,sehr wichtig,existenziell,critique,très élevée,très important,crítico,crítica,muy alta,"
        "muy importante,vital,essential,very high,highest,must",
    }
)  # fmt: skip

TRUE = frozenset(
    map(
        folded,
        [
            "yes",
            "y",
            "true",
            "x",
            "1",
            "ja",
            "j",
            "wahr",
            "oui",
            "o",
            "vrai",
            "si",
            "sí",
            "s",
            "verdadero",
            "✓",
            "✔",
            "☑",
            "ok",
        ],
    )
)
FALSE = frozenset(map(folded, ["no", "n", "false", "0", "nein", "falsch", "non", "faux", "falso", "-", "✗"]))

NOTHING = frozenset(
    map(
        folded,
        ["-", "–", "—", "?", "??", "???", "n/a", "na", "n.a.", "#n/a", "#nv", "tbd", "tba", "tbc", "todo", "unknown", "unclear", "k.a.", "ka", "keine angabe", "unbekannt", "unklar", "offen", "nicht bekannt", "weiß nicht", "inconnu", "inconnue", "nc", "n.c.", "sans objet", "à définir", "desconocido", "desconocida", "s/d", "sin datos", "por definir", "none", "null", "nan", "nil", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "…", "..."],
    )
)  # fmt: skip
"""What people write where they know nothing; punctuation alone folds to the empty text."""

TOTALS = frozenset(
    map(
        folded,
        ["total", "totals", "Σ", "grand total", "sum", "subtotal", "summe", "gesamt", "gesamtergebnis", "gesamtsumme", "zwischensumme", "insgesamt", "total général", "total general", "somme", "suma", "sous-total"],
    )
)  # fmt: skip

KINDS = _by_word(
    {
        "person": "person,people,mitarbeiter,mitarbeiterin,individual,personne,persona,employee,employé,empleado,contractor,temporary worker",
        "role": "role,rolle,rôle,rol,function,funktion,position,stelle,poste,puesto",
        "team": "team,gruppe,group,squad,crew,équipe,equipe,equipo,grupo",
        "department": "department,dept,abteilung,département,service interne,departamento,division",
        "unit": "unit,bereich,einheit,unité,unidad,business unit,ressort",
        "process": "process,prozess,processus,proceso",
        "system": "system,système,sistema,application,anwendung,app,software,tool,database,datenbank,service,component,resource",
        "external customer": "external customer,externer kunde,customer,client,kunde,kundin,endkunde,client externe,cliente,cliente externo,end customer",
        "supplier": "supplier,vendor,lieferant,dienstleister,fournisseur,prestataire,proveedor",
        "partner": "partner,kooperationspartner,partenaire,socio,aliado",
        "regulator": "regulator,authority,behörde,aufsicht,amt,régulateur,autorité,regulador,autoridad",
        "shareholder": "shareholder,aktionär,gesellschafter,actionnaire,accionista",
        "creditor": "creditor,gläubiger,créancier,acreedor",
        "applicant": "applicant,bewerber,antragsteller,candidat,solicitante,candidato",
    }
)  # fmt: skip

HEADINGS = _by_word(
    {
        "customer": "customer,internal customer,client,kunde,interner kunde,kunden,abnehmer,empfänger,auftraggeber,besteller,client interne,cliente,"
        "cliente interno,destinataire,destinatario,recipient,receiver,consumer,requester,requestor,dependent,who needs,who needs it,who waits,"
        "who asks,who depends,wer braucht,wer braucht es,wer wartet,braucht,bedarfsträger,needed by,used by,demandeur,solicitante,"
        "qui a besoin,quien necesita,quién necesita,to,an,nach,target team",
        "provider": "provider,internal supplier,supplier,lieferant,interner lieferant,erbringer,leistungserbringer,anbieter,auftragnehmer,von wem,"
        "zulieferer,wer liefert,fournisseur,fournisseur interne,prestataire,proveedor,proveedor interno,depends on whom,needs from,from whom,"
        "depends on,waits for,who provides,who delivers,delivered by,provided by,braucht von,abhängig von,hängt ab von,geliefert von,wartet auf,"
        "dépend de,de qui,besoin de,attend de,depende de,de quién,necesita de,espera a,from,von",
        "service": "was wird gebraucht,was wird geliefert,was brauchst du,service,services,what,what they need,product,deliverable,output,input,leistung,leistungen,was,produkt,ergebnis,lieferung,"
        "lieferobjekt,prestation,produit,livrable,quoi,servicio,producto,entregable,que,qué,activity delivered,subject,gegenstand,thema",
        "customer_service": "customer service,customer's service,for which service,leistung des kunden,for what,wofür,pour quoi,para qué",
        "customer.kind": "customer kind,customer type,art des kunden,kundenart,kundentyp,type de client,tipo de cliente",
        "customer.part_of": "customer department,customer team,customer unit,abteilung kunde,kundenabteilung,abteilung des kunden,département client,"
        "departamento cliente",
        "provider.kind": "provider kind,provider type,supplier type,art des lieferanten,lieferantenart,type de fournisseur,tipo de proveedor",
        "provider.part_of": "provider department,provider team,supplier department,abteilung lieferant,abteilung des lieferanten,"
        "département fournisseur,departamento proveedor",
        "party": "party,name,party name,stakeholder,akteur,beteiligter,beteiligte,stelle,organisationseinheit,team name,teamname,nom,nombre,acteur,actor,"
        "bezeichnung,team,department name,who,wer,qui,quién,label",
        "id": "id,party id,kürzel,kuerzel,key,schlüssel,identifiant,identificador,identifier",
        "kind": "kind,type,art,typ,rolle typ,tipo,genre,category,kategorie,catégorie,categoría",
        "part_of": "part of,parent,department,abteilung,bereich,belongs to,gehört zu,organisation,division,département,departamento,unit,einheit,"
        "fait partie de,parte de,parent team,übergeordnet",
        "owner": "owner,responsible,verantwortlich,verantwortlicher,ansprechpartner,contact,kontakt,leiter,leitung,responsable,contacto,head,manager,lead",
        "headcount": "headcount,mitarbeiter,employees,fte,people,staff,number of people,anzahl mitarbeiter,mitarbeiterzahl,köpfe,kopfzahl,personen,vzä,effectif,etp,plantilla,"
        "personas,número de personas,size",
        "backup": "backup,stand in,stand-in,deputy,vertretung,stellvertreter,stellvertretung,remplaçant,suppléant,sustituto,suplente,substitute",
        "tags": "tags,tag words,schlagworte,schlagwörter,labels,mots clés,etiquetas",
        "end": "end,end customer,endkunde,is end customer,client final,cliente final",
        "external": "external,extern,outside,externe,externo",
        "depends_on": "dependencies,needs,abhängigkeiten,benötigt,besoins,dépendances,dependencias,necesita,inputs from,needs input from,braucht input von",
        "lead_time": "liefert in,liefert nach,braucht dafür,lead time,leadtime,duration,turnaround,turnaround time,processing time,durchlaufzeit,bearbeitungszeit,dauer,lieferzeit,zeit,"
        "wie lange,how long,délai,délai de traitement,durée,temps,plazo,tiempo,duración,tiempo de entrega,cycle time,takes,time,time needed,most likely,"
        "wahrscheinlich,lead time most likely",
        "lead_time.optimistic": "optimistic,best case,minimum,lead time optimistic,lead time min,optimistisch,im besten fall,optimiste,optimista,"
        "fastest,lead time best case,mindestens",
        "lead_time.pessimistic": "pessimistic,worst case,maximum,lead time pessimistic,lead time max,pessimistisch,im schlechtesten fall,pessimiste,"
        "pesimista,slowest,lead time worst case,höchstens",
        "within": "spätestens nach,spätestens in,spätestens,braucht in,braucht es in,gebraucht in,wird gebraucht in,within,needed within,need,required within,deadline,target time,target,soll,benötigt in,benötigt innerhalb,frist,how soon,wie schnell,"
        "bis wann,needed in,sous,delai requis,délai souhaité,requis sous,plazo requerido,en cuánto,needed by when,bedarf,ziel,zielzeit,necesario en",
        "within.from": "within from,needed from,within counts from",
        "frequency": "frequency,how often,volume,rate,häufigkeit,wie oft,menge,anzahl,fréquence,combien de fois,frecuencia,cada cuánto,volumen,"
        "times,demand,nachfrage,how many,number of requests,requests",
        "importance": "importance,priority,criticality,wichtigkeit,wichtig,priorität,prio,kritikalität,bedeutung,importance pour le client,priorité,"
        "criticité,importancia,prioridad,criticidad",
        "satisfaction": "zufrieden,wie zufrieden,schulnote,schulnoten,zensur,satisfaction,score,rating,zufriedenheit,bewertung,note,évaluation,satisfacción,valoración,puntuación,how happy,how satisfied",
        "satisfaction.communication": "communication,kommunikation,comunicación,satisfaction communication",
        "satisfaction.productivity": "productivity,productivité,produktivität,productividad,satisfaction productivity,quality,qualität,qualité,calidad",
        "satisfaction.responsiveness": "responsiveness,reaktionsfähigkeit,reaktion,reaktionszeit,réactivité,capacidad de respuesta,"
        "satisfaction responsiveness",
        "satisfaction.answers": "answers,responses,number of answers,antworten,anzahl antworten,réponses,respuestas,satisfaction answers,n answers",
        "promise": "promise,promised,sla,ola,service level,commitment,zusage,zugesagt,versprochen,engagement,promis,promesse,promesa,compromiso,"
        "service standard,agreed time,vereinbart",
        "promise.from": "promise from,promise counts from",
        "actual.median": "actual,measured,actual time,median,ist,ist zeit,istzeit,gemessen,réel,mesuré,real,medido,actual median,measured median",
        "actual.p90": "p90,90th percentile,actual p90,measured p90,90 perzentil",
        "actual.n": "n,sample,measurements,actual n,anzahl messungen,mesures,mediciones",
        "actual.from": "actual from,measured from",
        "effort": "effort,touch time,work time,aufwand,arbeitsaufwand,netto zeit,effort de travail,charge,esfuerzo",
        "capacity": "capacity,kapazität,capacité,capacidad,throughput",
        "other_demand": "other demand,other customers,sonstige nachfrage,autre demande,otra demanda",
        "peak": "peak,peak demand,spitze,spitzenlast,pic,pico",
        "every": "every,batch,batch period,takt,turnus,alle,cada,lot",
        "recovery": "recovery,recovery time,rto,wiederherstellung,wiederanlauf,rétablissement,recuperación,tiempo de recuperación",
        "handoff": "handoff,handover,hand over time,transport,übergabe,liegezeit,weg,transfert,transferencia,entrega",
        "tolerates": "tolerates,tolerance,can wait,can go without,toleriert,toleranz,tolérance,tolerancia,max downtime,ausfalltoleranz",
        "rework": "rework,rework rate,error rate,nacharbeit,fehlerquote,nacharbeitsquote,reprise,retouches,retrabajo,reproceso,rejects",
        "share": "share,share of cases,anteil,anteil der fälle,part des cas,proporción,probability,wahrscheinlichkeit",
        "optional": "optional,freiwillig,facultatif,optionnel,opcional,nice to have",
        "waits": "waits,must wait,wartet,blocking,blockierend,bloquant,bloqueante",
        "when": "when,situation,only when,wann,nur wenn,quand,cuándo,situación",
        "via": "via,channel,kanal,tool,weg der übergabe,canal,medium,system used,through",
        "expects": "expects,acceptance,acceptance criteria,expectation,erwartung,erwartet,abnahmekriterien,anforderung,attentes,critères,expectativas,"
        "criterios,requirements,anforderungen,definition of done",
        "description": "description,comment,comments,remark,remarks,notes,beschreibung,bemerkung,bemerkungen,kommentar,kommentare,anmerkung,notiz,notizen,"
        "commentaire,commentaires,remarque,remarques,descripción,comentario,comentarios,observaciones,nota,notas,details",
        "reviewed": "reviewed,last review,last reviewed,geprüft,geprüft am,stand,zuletzt geprüft,vérifié,révisé,revisado,as of,date",
        "source": "source of information,said by,quelle,who said so,who says,fuente,auskunft von,information from",
        "confidence": "confidence,how sure,sicherheit,wie sicher,confiance,confianza",
        "alternative": "alternative,alternative group,any of",
        "at_least": "at least,how many are enough",
        "case": "case,case id,caseid,vorgang,vorgangsnummer,vorgangs id,ticket,ticket id,dossier,caso,id caso,process instance,order number,case concept name",
        "activity": "activity,event,step,aktivität,schritt,tätigkeit,vorgangsschritt,activité,étape,actividad,paso,concept name,task",
        "resource": "resource,user,agent,bearbeiter,benutzer,ressource,utilisateur,recurso,usuario,org resource,performed by,assignee,worker",
        "start": "start,start time,started,begin,begonnen,beginn,startzeit,début,inicio,start timestamp",
        "finish": "finish,complete,completed,complete timestamp,end time,ended,ende,endzeit,abgeschlossen,fin,terminé,completado,timestamp,zeitstempel,"
        "time timestamp,time stamp,horodatage,marca de tiempo,finished",
    }
)  # fmt: skip
"""What a column is for, by its folded heading."""

_IN = re.compile(r"\b(?:in|en|per|pro|je|par|por|al|a)\s+([a-z ]+)$")


def unit_of(text: str) -> str:
    """The unit a heading or a corner names: `days`, `h`, `per week`; '' where it names none."""
    plain = folded(text)
    if plain in UNITS:
        return UNITS[plain]
    found = _IN.search(plain)
    return UNITS.get(found[1], "") if found else ""
